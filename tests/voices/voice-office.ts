import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import type { ResidentVisitor, StaffVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import type { VoiceAction } from '../../src/lib/domain/voice-state.ts';
import { newFormToken } from '../../src/lib/server/access/index.ts';
import {
  withVillage,
  type CleanUpload,
  type VillageTx,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  moveVoice,
  openVoice,
  sendAsStranger,
  sendVoice,
  voiceChoices,
} from '../../src/lib/server/voices/index.ts';
import { readVoice } from '../../src/lib/domain/voice-input.ts';
import { Browser } from '../callers.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';

export const lamp = {
  jenis: 'complaint',
  kategori: 'listrik',
  judul: 'Lampu jalan depan masjid mati',
  cerita: 'Lampu jalan di depan masjid mati sejak minggu lalu, gelap sekali untuk anak-anak.',
};

type Typed = Record<string, string>;

/** A village with its officers, two residents, and the steps of a voice as verbs. */
export interface VoiceOffice {
  village: VillageContext;
  siti: ResidentVisitor;
  budi: ResidentVisitor;
  operator: StaffVisitor;
  official: StaffVisitor;
  secretary: StaffVisitor;
  head: StaffVisitor;
  admin: StaffVisitor;
  overseer: StaffVisitor;
  run<T>(work: (tx: VillageTx) => Promise<T>): Promise<T>;
  send(typed?: Typed, visitor?: Visitor, pictures?: CleanUpload[], key?: string): Promise<string>;
  /** Opens the form and sends it as somebody who is not signed in. */
  sendAsStranger(
    typed?: Typed,
    after?: { wait?: number; browser?: Browser; key?: string },
  ): ReturnType<typeof sendAsStranger>;
  move(reference: string, action: VoiceAction, as: StaffVisitor, typed?: Typed): Promise<void>;
  /** Verified, given to the official, and begun. */
  bringToHandling(reference: string): Promise<void>;
  /** The official's id of an officer, as the form names whom a voice is about. */
  officialOf(officer: StaffVisitor): Promise<string>;
}

export function useVoiceOffice(clock: { advance(ms: number): void }): VoiceOffice {
  const office = {} as VoiceOffice;
  beforeAll(async () => {
    Object.assign(office, await openVoiceOffice(await makeVillage('Batu Putih'), clock));
  });
  return office;
}

export async function openVoiceOffice(
  village: VillageContext,
  clock: { advance(ms: number): void },
): Promise<VoiceOffice> {
  const { id } = village;
  const staff = async (...roles: StaffVisitor['roles']) =>
    staffVisitor(await makeStaff(id, [...roles]));
  const office = {
    village,
    siti: residentVisitor(await makeResident(id, { name: 'SITI AMINAH', phone: '+6281234500001' })),
    budi: residentVisitor(await makeResident(id, { name: 'BUDI SANTOSO' })),
    operator: await staff('operator'),
    official: await staff('official'),
    secretary: await staff('secretary'),
    head: await staff('head'),
    admin: await staff('admin'),
    overseer: await staff('overseer'),
    run: (work) => withVillage(id, work),
  } as VoiceOffice;
  const { run } = office;

  const read = (tx: VillageTx, typed: Typed) =>
    voiceChoices(tx, village).then(({ areas, officials, today }) =>
      readVoice(typed, { areas, officials: officials.map((one) => one.id), today }),
    );
  office.send = (typed = {}, visitor = office.siti, pictures = [], key = randomUUID()) =>
    run(async (tx) => {
      const voice = await read(tx, { ...lamp, ...typed });
      return sendVoice(tx, village, visitor, { voice, key, pictures });
    });
  office.sendAsStranger = async (
    typed = {},
    { wait = 60_000, browser, key = randomUUID() } = {},
  ) => {
    const all: Typed = { ...lamp, kontak: '081234567890', kunci: key, ...typed };
    const opened = newFormToken(village.id);
    clock.advance(wait);
    const voice = await run((tx) => read(tx, all));
    return sendAsStranger(browser ?? new Browser(village), {
      ...{ voice, key, pictures: [], opened },
      typed: all,
      trap: all.situs ?? '',
    });
  };
  office.move = async (reference, action, as, typed = {}) => {
    const { voice } = await run((tx) => openVoice(tx, village, as, reference));
    const act = { reference, version: voice.version, action, typed };
    await run((tx) => moveVoice(tx, village, as, act));
  };
  office.bringToHandling = async (reference) => {
    await office.move(reference, 'verify', office.operator, { tayang: 'ya' });
    await office.move(reference, 'assign', office.secretary, { petugas: office.official.staffId });
    await office.move(reference, 'begin', office.official);
  };
  office.officialOf = (officer) =>
    run(async (tx) => {
      const row = await tx
        .selectFrom('official')
        .select('id')
        .where('staff_id', '=', officer.staffId)
        .executeTakeFirstOrThrow();
      return row.id;
    });
  return office;
}

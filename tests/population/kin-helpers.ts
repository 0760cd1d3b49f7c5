import { beforeAll } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import {
  recordPopulationEvent,
  undoPopulationEvent,
  type TypedEvent,
} from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  staffVisitor,
} from '../factories.ts';

/** A village with an operator and an area, and events as verbs. */
export interface KinOffice {
  village: VillageContext;
  operator: StaffVisitor;
  areaId: string;
  run<T>(work: (tx: VillageTx) => Promise<T>): Promise<T>;
  /** Records an event on 1 November 2026 where nothing else is said; returns its id. */
  record(event: Partial<TypedEvent> & Pick<TypedEvent, 'kind'>): Promise<string>;
  undo(eventId: string, reason?: string): Promise<void>;
  /** A head, a spouse and children; ids in this order. */
  family(members?: number): Promise<{ id: string; members: string[] }>;
  resident(id: string): Promise<Record<string, unknown>>;
  familyRow(id: string): Promise<Record<string, unknown>>;
  /** Everything in the register, except when rows were last touched. */
  snapshot(): Promise<unknown>;
}

/** What each kind needs beside the person. */
const wellFilled: Readonly<Record<TypedEvent['kind'], Record<string, string>>> = {
  birth: {
    nama: 'BAYI BARU',
    'jenis-kelamin': '2',
    'tempat-lahir': 'TALIWANG',
    kewarganegaraan: '1',
    'nama-ibu': 'IBU',
  },
  death: { tempat: 'Rumah', sebab: '1' },
  arrival: {
    asal: 'Desa Seteluk',
    nama: 'PENDATANG BARU',
    'jenis-kelamin': '1',
    'tempat-lahir': 'SETELUK',
    'tanggal-lahir': '1991-02-03',
    'status-tinggal': '1',
    kewarganegaraan: '1',
  },
  departure: { tujuan: 'Desa Seteluk', lingkup: '2' },
  missing: {},
  return: {},
  status: { menjadi: '2' },
};

export function useKinOffice(): KinOffice {
  const office = {} as KinOffice;
  beforeAll(async () => {
    const village = await makeVillage('Batu Putih');
    const run: KinOffice['run'] = (work) => withVillage(village.id, work);
    const area = await run((tx) =>
      tx
        .insertInto('area')
        .values({ village_id: village.id, hamlet: 'ATAS', rw: '001', rt: '002' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const operator = staffVisitor(await makeStaff(village.id, ['operator']));
    Object.assign(office, {
      village,
      operator,
      areaId: area.id,
      run,
      record: ({ typed, ...event }) =>
        run((tx) =>
          recordPopulationEvent(tx, village, operator, {
            key: crypto.randomUUID(),
            residentIds: [],
            ...event,
            typed: {
              tanggal: '2026-11-01',
              wilayah: event.kind === 'arrival' ? area.id : undefined,
              ...wellFilled[event.kind],
              ...typed,
            },
          }),
        ),
      undo: (eventId, reason = 'Salah orang') =>
        run((tx) => undoPopulationEvent(tx, village, operator, { eventId, reason })),
      family: (members = 4) => makeKin(village.id, area.id, members),
      resident: (id) =>
        run((tx) =>
          tx.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
        ),
      familyRow: (id) =>
        run((tx) =>
          tx.selectFrom('family').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
        ),
      snapshot: () => run(registerAsItIs),
    } satisfies KinOffice);
  });
  return office;
}

async function makeKin(villageId: number, areaId: string, count: number) {
  const id = await makeFamily(villageId);
  const members: string[] = [];
  const [head, wife] = [`AYAH ${id.slice(-4)}`, `IBU ${id.slice(-4)}`];
  for (let n = 0; n < count; n++) {
    const one = await makeResident(villageId, {
      family_id: id,
      area_id: areaId,
      relation: n === 0 ? 1 : n === 1 ? 3 : 4,
      sex: n === 1 ? 2 : 1,
      birth_date: n < 2 ? '1980-01-01' : '2010-01-01',
      ...(n === 0 && { name: head }),
      ...(n === 1 && { name: wife }),
      ...(n > 1 && { father_name: head, mother_name: wife }),
    });
    members.push(one.id);
  }
  await withVillage(villageId, async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('family')
      .set({ head_id: members[0]!, area_id: areaId, address: 'JL. PANTAI 1' })
      .where('id', '=', id)
      .execute();
  });
  return { id, members };
}

async function registerAsItIs(tx: VillageTx) {
  const residents = await tx.selectFrom('resident').selectAll().orderBy('id').execute();
  const families = await tx.selectFrom('family').selectAll().orderBy('id').execute();
  const still = ({ updated_at, ...row }: { updated_at: unknown }) => (void updated_at, row);
  return { residents: residents.map(still), families: families.map(still) };
}

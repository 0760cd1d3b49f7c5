import sharp from 'sharp';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  approveRequest,
  attachFile,
  ensureCertificate,
  shippedTypes,
  moveRequest,
  openRequest,
  saveDraft,
  startDraft,
  submitRequest,
  type OfficeMove,
} from '../../src/lib/server/letters/index.ts';
import {
  now,
  readUpload,
  withVillage,
  type VillageTx,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { examples } from './examples.ts';

/** A type that asks for no attachment, so that it can be sent at once. */
export const simple = 'pengantar';
export const origin = 'http://localhost:3000';

/** A small picture as a phone would send it. */
export async function photo() {
  const bytes = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#885522' },
  })
    .jpeg()
    .toBuffer();
  return readUpload(new File([new Uint8Array(bytes)], 'foto.jpg'), ['picture']);
}

/** A village with an officer for every step, a resident, and the steps as verbs. */
export interface LetterOffice {
  village: VillageContext;
  siti: ResidentVisitor;
  operator: StaffVisitor;
  official: StaffVisitor;
  secretary: StaffVisitor;
  head: StaffVisitor;
  run<T>(work: (tx: VillageTx) => Promise<T>): Promise<T>;
  send(visitor?: ResidentVisitor, slug?: string): Promise<{ id: string; reference: string }>;
  look(reference: string, as?: StaffVisitor): ReturnType<typeof openRequest>;
  move(reference: string, action: OfficeMove, as: StaffVisitor, reason?: string): Promise<void>;
  /** Accepts, and forwards up to the signing step. */
  bringToSigning(reference: string): Promise<void>;
  /** Approves with a proof given just now. */
  approve(reference: string, as?: StaffVisitor): Promise<{ number: string }>;
}

/** Opens the letter office of a village: its officers, its certificate, a resident. */
export async function openLetterOffice(village: VillageContext): Promise<LetterOffice> {
  const { id } = village;
  const office = {
    village,
    siti: residentVisitor(
      await makeResident(id, {
        name: 'SITI AMINAH',
        sex: 2,
        marital_status: 2,
        nik: '5207024106900003',
        birth_date: '1990-06-01',
      }),
    ),
    operator: staffVisitor(await makeStaff(id, ['operator'])),
    official: staffVisitor(await makeStaff(id, ['official'])),
    secretary: staffVisitor(await makeStaff(id, ['secretary'])),
    head: staffVisitor(await makeStaff(id, ['head'], { name: 'H. Abdul Rahman' })),
  } as LetterOffice;

  office.run = (work) => withVillage(id, work);
  office.send = async (visitor = office.siti, slug = simple) => {
    const { run, village } = office;
    const id = await run((tx) => startDraft(tx, village, visitor, { slug }));
    await run((tx) => saveDraft(tx, visitor, id, examples(slug)));
    for (const { key, required } of shippedTypes().get(slug)!.requirements) {
      if (!required) continue;
      const upload = await photo();
      await run((tx) =>
        attachFile(tx, village, visitor, { requestId: id, requirement: key, upload }),
      );
    }
    const input = { requestId: id, idempotencyKey: crypto.randomUUID() };
    const { reference } = await run((tx) => submitRequest(tx, village, visitor, input));
    return { id, reference };
  };
  office.look = (reference, as = office.operator) =>
    office.run((tx) => openRequest(tx, office.village, as, reference));
  office.move = async (reference, action, as, reason) => {
    const { request } = await office.look(reference, as);
    const input = { requestId: request.id, version: request.version, action, reason };
    await office.run((tx) => moveRequest(tx, office.village, as, input));
  };
  office.bringToSigning = async (reference) => {
    await office.move(reference, 'accept', office.operator);
    const { type } = await office.look(reference);
    for (const { role } of type.chain.slice(0, -1))
      await office.move(reference, 'forward', office[role]);
  };
  office.approve = async (reference, as = office.head) => {
    const { request } = await office.look(reference, as);
    const officer = { ...as, provedAt: now() };
    const input = { requestId: request.id, version: request.version, origin };
    return office.run((tx) => approveRequest(tx, office.village, officer, input));
  };
  await office.run((tx) => ensureCertificate(tx, village));
  return office;
}

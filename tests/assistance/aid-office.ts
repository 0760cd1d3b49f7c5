import {
  addProgramme,
  addRecipient,
  addStage,
  listOwnAid,
  openProgramme,
  openRecipient,
} from '../../src/lib/server/assistance/index.ts';
import { expect } from 'vitest';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { findNotices, handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import type { World } from '../world.ts';

/** A programme as it is typed. */
export const typedProgramme = {
  nama: 'BLT Dana Desa',
  tingkat: 'village',
  sasaran: 'family',
  dana: 'village-fund',
  bentuk: 'money',
  jumlah: '300.000',
  mulai: '2026-01-01',
  usul: 'ya',
};
export const decision = {
  masuk: 'aktif',
  keputusan: 'BA Musdes 04/2026',
  tanggalKeputusan: '2026-01-10',
};

/** What a refusal looks like: its kind, and words of its sentence. */
export const refused = (kind: string, words = ''): unknown =>
  expect.objectContaining({ name: 'Refusal', kind, message: expect.stringContaining(words) });

/** A village with officers who prepare and decide, and a family beside a stranger. */
export async function openAidOffice(world: World) {
  const village: VillageContext = await makeVillage();
  const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
  const family = await makeFamily(village.id);
  const person = async (name: string, relation: number, birth: string) =>
    residentVisitor(
      await makeResident(village.id, { name, relation, birth_date: birth, family_id: family }),
    );
  const head = await person('AHMAD SYUKRI', 1, '1980-01-01');
  const wife = await person('SITI AMINAH', 3, '1983-01-01');
  const son = await person('RIZKI RAMADHAN', 4, '2005-01-01');
  const child = await person('NABILA PUTRI', 4, '2015-01-01');
  const stranger = residentVisitor(await makeResident(village.id, { name: 'ORANG LAIN' }));
  await run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('family')
      .set({ head_id: head.residentId })
      .where('id', '=', family)
      .execute();
  });
  const staff = async (...roles: Parameters<typeof makeStaff>[1]) =>
    staffVisitor(await makeStaff(village.id, roles));
  const operator = await staff('operator');
  const secretary = await staff('secretary');

  return {
    village,
    run,
    family,
    head,
    wife,
    son,
    child,
    stranger,
    operator,
    secretary,
    staff,
    programme: (more: Record<string, string> = {}) =>
      run((tx) => addProgramme(tx, village, operator, { ...typedProgramme, ...more })),
    stage: async (programmeId: string, namaTahap = 'Tahap 1', tanggalTahap = '2026-03-01') => {
      await run((tx) => addStage(tx, village, operator, programmeId, { namaTahap, tanggalTahap }));
      const { stages } = await run((tx) => openProgramme(tx, operator, programmeId));
      return stages.at(-1)!.id;
    },
    put: (programmeId: string, who: ResidentVisitor, typed: Record<string, string> = decision) =>
      run((tx) =>
        addRecipient(tx, village, operator, { programmeId, residentId: who.residentId, typed }),
      ),
    look: (id: string, as: StaffVisitor = operator) =>
      run((tx) => openRecipient(tx, village, as, id)),
    own: (as: ResidentVisitor) => run((tx) => listOwnAid(tx, village, as)),
    told: async (who: ResidentVisitor) => {
      world.clock.advance(5 * 60_000);
      await handOnLateOutboxRows(village.id);
      return (await run((tx) => findNotices(tx, who.residentId, 30))).map(({ text }) => text);
    },
  };
}
export type AidOffice = Awaited<ReturnType<typeof openAidOffice>>;

import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getOpenProgramme } from './policy.ts';
import { readStage } from './programme-input.ts';
import {
  deleteStage,
  findStages,
  insertStage,
  isStageUsed,
  updateStage,
} from './programme-store.ts';
import type { Typed } from './typed-form.ts';

const mostStages = 60;

/** The stages of a programme that can be changed, for an officer who may. */
async function take(tx: VillageTx, visitor: Visitor, programmeId: string) {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getOpenProgramme(tx, programmeId);
  const stages = (await findStages(tx, [programmeId])).get(programmeId) ?? [];
  return { officer: visitor, programme, stages };
}

/**
 * A further stage of a programme.
 * @param typed namaTahap, tanggalTahap, jumlahTahap
 */
export async function addStage(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  programmeId: string,
  typed: Typed,
): Promise<void> {
  const { officer, programme, stages } = await take(tx, visitor, programmeId);
  if (stages.length >= mostStages)
    throw new Refusal('invalid', `Paling banyak ${mostStages} tahap untuk satu program.`);
  const values = readStage(typed);
  await insertStage(tx, {
    village_id: village.id,
    programme_id: programmeId,
    number: (stages.at(-1)?.number ?? 0) + 1,
    ...values,
  });
  await recordEvent(tx, village.id, officer, {
    action: 'aid.add-stage',
    subjectKind: 'aid-programme',
    subjectId: programmeId,
    details: { programme: programme.name, stage: values.name },
  });
}

/** Changes name, day or sum of a stage. @throws Refusal 'not-found' */
export async function changeStage(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; stageId: string },
  typed: Typed,
): Promise<void> {
  const { officer, programme, stages } = await take(tx, visitor, input.programmeId);
  if (!stages.some(({ id }) => id === input.stageId))
    throw new Refusal('not-found', 'Tahap ini tidak ada.');
  const values = readStage(typed);
  await updateStage(tx, input.stageId, values);
  await recordEvent(tx, village.id, officer, {
    action: 'aid.change-stage',
    subjectKind: 'aid-programme',
    subjectId: input.programmeId,
    details: { programme: programme.name, stage: values.name },
  });
}

/** Takes out a stage at which nothing was entered. @throws Refusal 'conflict' otherwise */
export async function removeStage(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; stageId: string },
): Promise<void> {
  const { officer, programme, stages } = await take(tx, visitor, input.programmeId);
  const stage = stages.find(({ id }) => id === input.stageId);
  if (!stage) return;
  if (await isStageUsed(tx, stage.id))
    throw new Refusal(
      'conflict',
      'Tahap ini sudah punya catatan penyaluran, jadi tidak bisa dihapus.',
    );
  await deleteStage(tx, stage.id);
  await recordEvent(tx, village.id, officer, {
    action: 'aid.remove-stage',
    subjectKind: 'aid-programme',
    subjectId: input.programmeId,
    details: { programme: programme.name, stage: stage.name },
  });
}

import { requireOfficer } from '#lib/domain/authority.ts';
import type { AidStage } from '#lib/domain/aid-programme.ts';
import { aidStates, type AidState } from '#lib/domain/aid-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getProgramme } from './policy.ts';
import {
  countByState,
  findProgrammes,
  findStages,
  sumStages,
  type Programme,
} from './programme-store.ts';

/** A programme in the office's list, with how many recipients stand where. */
export interface ProgrammeLine extends Programme {
  stages: AidStage[];
  counts: Record<AidState, number>;
}

/** A programme with what was handed out at each stage. */
export interface OpenedProgramme extends Programme {
  stages: (AidStage & { paid: number; failed: number; sum: number })[];
  counts: Record<AidState, number>;
  mayManage: boolean;
  mayDecide: boolean;
  mayExport: boolean;
}

const none = (): Record<AidState, number> =>
  Object.fromEntries(aidStates.map((state) => [state, 0])) as Record<AidState, number>;

async function countsOf(tx: VillageTx) {
  const counts = new Map<string, Record<AidState, number>>();
  for (const { programmeId, state, count } of await countByState(tx)) {
    const own = counts.get(programmeId) ?? none();
    own[state] = count;
    counts.set(programmeId, own);
  }
  return counts;
}

/** All programmes, those at work first. Figures only: nobody's aid is read. */
export async function listProgrammes(tx: VillageTx, visitor: Visitor): Promise<ProgrammeLine[]> {
  requireOfficer(visitor, 'aid.read');
  const programmes = await findProgrammes(tx);
  const stages = await findStages(
    tx,
    programmes.map(({ id }) => id),
  );
  const counts = await countsOf(tx);
  return programmes.map((programme) => ({
    ...programme,
    stages: stages.get(programme.id) ?? [],
    counts: counts.get(programme.id) ?? none(),
  }));
}

/** A programme for the office. @throws Refusal 'not-found' */
export async function openProgramme(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<OpenedProgramme> {
  requireOfficer(visitor, 'aid.read');
  const programme = await getProgramme(tx, id);
  const sums = new Map((await sumStages(tx, id)).map((one) => [one.stage_id, one]));
  const stages = (await findStages(tx, [id])).get(id) ?? [];
  return {
    ...programme,
    stages: stages.map((stage) => {
      const { paid = 0, failed = 0, sum = 0 } = sums.get(stage.id) ?? {};
      return { ...stage, paid, failed, sum };
    }),
    counts: (await countsOf(tx)).get(id) ?? none(),
    mayManage: may(visitor.roles, 'aid.manage'),
    mayDecide: may(visitor.roles, 'aid.decide'),
    mayExport: may(visitor.roles, 'aid.export'),
  };
}

import { aidFunds, aidLevels, aidTargets } from '#lib/domain/aid-programme.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { listProgrammes } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  const programmes = await withVillage(village.id, (tx) => listProgrammes(tx, visitor));
  return {
    mayManage: visitor.kind === 'staff' && may(visitor.roles, 'aid.manage'),
    programmes: programmes.map(({ counts, ...one }) => ({
      id: one.id,
      name: one.name,
      level: aidLevels[one.level],
      target: aidTargets[one.target],
      funds: aidFunds[one.funds],
      period: [one.startsOn, one.endsOn]
        .filter((day) => day !== null)
        .map((day) => formatDateLong(day))
        .join(' sampai '),
      stages: one.stages.length,
      closed: one.closed,
      published: one.listOrder !== null,
      active: counts.active,
      coming: counts.proposed + counts.verified + counts.decided,
    })),
  };
};

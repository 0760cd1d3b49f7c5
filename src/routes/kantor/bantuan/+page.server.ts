import { redirect } from '@sveltejs/kit';
import { aidFunds, aidLevels, aidTargets } from '#lib/domain/aid-programme.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { bringProgrammes, countWaitingProgrammes } from '#lib/server/bring-aid.ts';
import { listProgrammes } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const mayManage = visitor.kind === 'staff' && may(visitor.roles, 'aid.manage');
  const { programmes, carried } = await withVillage(village.id, async (tx) => ({
    programmes: await listProgrammes(tx, visitor),
    carried: mayManage ? await countWaitingProgrammes(tx, visitor) : 0,
  }));
  return {
    mayManage,
    carried,
    brought: Number(url.searchParams.get('diambil')) || 0,
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

export const actions: Actions = {
  ambil: async ({ request, locals: { village, visitor } }) =>
    act(await request.formData(), async () => {
      const brought = await withVillage(village.id, (tx) => bringProgrammes(tx, village, visitor));
      redirect(303, `/kantor/bantuan?diambil=${brought}`);
    }),
};

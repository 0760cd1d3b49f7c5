import { redirect } from '@sveltejs/kit';
import { villageDate } from '#lib/domain/dates-id.ts';
import { actTogether, listTogether, togetherActions } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the address calls the acts. */
const names = { verify: 'verifikasi', decide: 'tetapkan', activate: 'aktifkan', pay: 'salurkan' };
const labels = {
  verify: 'Verifikasi',
  decide: 'Tetapkan',
  activate: 'Aktifkan',
  pay: 'Catat penyaluran',
};
/** How the ticks of the list are named: each by itself, so that none is lost when it is refused. */
const tick = 'penerima-';
const actionOf = (name: string | null) =>
  togetherActions.find((action) => names[action] === name) ?? '';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const programmeId = requireId(params.id);
  const asked = {
    programmeId,
    action: actionOf(url.searchParams.get('langkah')),
    stageId: url.searchParams.get('tahap') ?? '',
  };
  const found = await withVillage(village.id, (tx) => listTogether(tx, village, visitor, asked));
  return {
    id: programmeId,
    ...found,
    today: villageDate(now(), village.timeZone),
    done: Number(url.searchParams.get('selesai')) || 0,
    step: found.action ? names[found.action] : '',
    steps: togetherActions.flatMap((action) => {
      const count = found.counts[action];
      return count === undefined
        ? []
        : [
            {
              name: names[action],
              label: `${labels[action]} (${count.toLocaleString('id-ID')})`,
              current: action === found.action,
            },
          ];
    }),
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params, url }) => {
    const form = await request.formData();
    const programmeId = requireId(params.id);
    const step = url.searchParams.get('langkah') ?? '';
    const stageId = url.searchParams.get('tahap') ?? '';
    return act(form, async () => {
      const count = await withScans(form, 'bukti', ([proof]) =>
        withVillage(village.id, (tx) =>
          actTogether(tx, village, visitor, {
            programmeId,
            action: actionOf(step),
            ids: [...form.keys()]
              .filter((name) => name.startsWith(tick))
              .map((name) => name.slice(tick.length)),
            typed: { ...typedValues(form), tahap: stageId },
            proof,
          }),
        ),
      );
      const next = new URLSearchParams({ langkah: step, selesai: String(count) });
      if (stageId) next.set('tahap', stageId);
      redirect(303, `/kantor/bantuan/${programmeId}/bersama?${next}`);
    });
  },
};

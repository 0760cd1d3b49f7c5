import { redirect } from '@sveltejs/kit';
import { formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { hasFreshProof, openPinRequest, refusePinRequest } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const request = await withVillage(village.id, (tx) =>
    openPinRequest(tx, village.id, visitor, requireId(params.id)),
  );
  const time = (at: Date | null) => at && formatDateTime(at, village.timeZone);
  return {
    request: {
      ...request,
      createdAt: time(request.createdAt),
      decidedAt: time(request.decidedAt),
      candidates: request.candidates.map((one) => ({
        ...one,
        birth: [one.birthPlace, one.birthDate && formatDateLong(one.birthDate)]
          .filter(Boolean)
          .join(', '),
      })),
    },
    proven: visitor.kind === 'staff' && hasFreshProof(visitor),
    proofHref: proofAddress(new URL(url.pathname, url)),
    issueKey: crypto.randomUUID(),
    /** What the slip's button was refused for; it answers in a tab of its own. */
    missing: url.searchParams.get('kurang') ?? '',
  };
};

export const actions: Actions = {
  tolak: async ({ locals, params, request }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      await withVillage(locals.village.id, (tx) =>
        refusePinRequest(tx, locals.village.id, locals.visitor, {
          id,
          reason: String(form.get('alasan') ?? ''),
        }),
      );
      redirect(303, '/kantor/permintaan-pin?selesai=ditolak');
    });
  },
};

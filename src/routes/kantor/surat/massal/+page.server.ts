import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import {
  listLetterBatches,
  listTypesForMany,
  startLetterBatch,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = Number(url.searchParams.get('halaman')) || 1;
  const mayStart = visitor.kind === 'staff' && may(visitor.roles, 'letters.counter');
  return withVillage(village.id, async (tx) => {
    const { lines, ...pages } = await listLetterBatches(tx, village, visitor, asked);
    return {
      ...pages,
      batches: lines.map((line) => ({
        ...line,
        createdAt: formatDateTime(line.createdAt, village.timeZone),
      })),
      types: mayStart
        ? (await listTypesForMany(tx, visitor)).map(({ slug, name }) => ({
            value: slug,
            label: name,
          }))
        : undefined,
    };
  });
};

export const actions: Actions = {
  mulai: async ({ locals: { village, visitor }, request }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        startLetterBatch(tx, village.id, visitor, {
          slug: String(form.get('jenis') ?? ''),
          name: String(form.get('nama') ?? ''),
        }),
      );
      redirect(303, `/kantor/surat/massal/${id}/isian`);
    });
  },
};

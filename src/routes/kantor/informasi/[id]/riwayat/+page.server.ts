import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { diffLines } from '#lib/domain/diff-lines.ts';
import { articleHistory, openArticle, restoreVersion } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const asked = Number(url.searchParams.get('naskah')) || undefined;
  return withVillage(village.id, async (tx) => {
    const history = await articleHistory(tx, visitor, id);
    const known = history.versions.some(({ number }) => number === asked);
    const [then, present] =
      known && asked
        ? [await openArticle(tx, visitor, id, asked), await openArticle(tx, visitor, id)]
        : [];
    return {
      id,
      title: history.title,
      versions: history.versions.map((version) => ({
        ...version,
        when: formatDateTime(version.madeAt, village.timeZone),
      })),
      shown:
        then && present
          ? {
              number: then.number,
              latest: then.number === present.number,
              lines: diffLines(textOf(then.content), textOf(present.content)),
            }
          : undefined,
    };
  });
};

const textOf = ({ title, summary, body }: { title: string; summary: string; body: string }) => [
  title,
  summary,
  ...body.split('\n'),
];

export const actions: Actions = {
  default: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      const number = Number(form.get('naskah')) || 0;
      await withVillage(village.id, (tx) =>
        restoreVersion(tx, village.id, visitor, { id, number }),
      );
      redirect(303, `/kantor/informasi/${id}?dikembalikan`);
    });
  },
};

import { redirect } from '@sveltejs/kit';
import { articleStates, kindNamed, kindWords } from '#lib/domain/article.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { bringArticles, countWaitingArticles } from '#lib/server/bring-articles.ts';
import { listArticles } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { pageNumber, shortParameter } from '#lib/server/web/article-page.ts';
import type { Actions, PageServerLoad } from './$types';

const states = {
  draf: 'draft',
  terjadwal: 'scheduled',
  terbit: 'public',
  berubah: 'changed',
} as const;

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const kind = kindNamed(url.searchParams.get('jenis'));
  const asked = url.searchParams.get('keadaan') ?? '';
  const state = Object.hasOwn(states, asked) ? states[asked as keyof typeof states] : undefined;
  const search = shortParameter(url, 'cari');
  const publishes = visitor.kind === 'staff' && may(visitor.roles, 'news.publish');
  const { found, carried } = await withVillage(village.id, async (tx) => ({
    found: await listArticles(tx, visitor, { kind, state, search, page: pageNumber(url) }),
    carried: publishes ? await countWaitingArticles(tx, visitor) : 0,
  }));
  return {
    kind,
    state: state && asked,
    search,
    carried,
    brought: Number(url.searchParams.get('diambil')) || 0,
    removed: url.searchParams.has('dihapus'),
    ...found,
    lines: found.lines.map((line) => ({
      ...line,
      kindLabel: kindWords[line.kind].label,
      words: articleStates[line.state],
      changedWhen: formatDateTime(line.changedAt, village.timeZone),
      publishWhen: line.publishAt ? formatDateTime(line.publishAt, village.timeZone) : '',
    })),
  };
};

export const actions: Actions = {
  ambil: async ({ request, locals: { village, visitor } }) =>
    act(await request.formData(), async () => {
      const brought = await withVillage(village.id, (tx) => bringArticles(tx, village.id, visitor));
      redirect(303, `/kantor/informasi?keadaan=draf&diambil=${brought}`);
    }),
};

import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  commentViews,
  listComments,
  moderateComment,
  type CommentView,
} from '#lib/server/news/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { pageNumber } from '#lib/server/web/article-page.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const isView = (asked: string): asked is CommentView => Object.hasOwn(commentViews, asked);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = url.searchParams.get('daftar') ?? '';
  const view = isView(asked) ? asked : 'menunggu';
  const found = await readVillage(village.id, (tx) =>
    listComments(tx, visitor, { view, page: pageNumber(url) }),
  );
  return {
    view,
    on: village.commentsOn,
    said: ['tampil', 'ditolak'].find((word) => url.searchParams.get('selesai') === word),
    ...found,
    lines: found.lines.map(({ sentAt, decidedAt, ...line }) => ({
      ...line,
      sent: formatDateTime(sentAt, village.timeZone),
      decided: decidedAt && formatDateTime(decidedAt, village.timeZone),
    })),
  };
};

const deciding = (decision: 'show' | 'refuse') => async (event: RequestEvent) => {
  const form = await event.request.formData();
  const { village, visitor } = event.locals;
  return act(form, async () => {
    const { id: named, keadaan = '', alasan: reason } = typedValues(form);
    const id = requireId(named);
    await withVillage(village.id, (tx) =>
      moderateComment(tx, village.id, visitor, { id, seen: keadaan, act: decision, reason }),
    );
    const list = event.url.searchParams.get('daftar') ?? 'menunggu';
    const said = new URLSearchParams({
      daftar: isView(list) ? list : 'menunggu',
      selesai: decision === 'show' ? 'tampil' : 'ditolak',
    });
    redirect(303, `/kantor/informasi/komentar?${said}`);
  });
};

export const actions: Actions = { tampilkan: deciding('show'), tolak: deciding('refuse') };

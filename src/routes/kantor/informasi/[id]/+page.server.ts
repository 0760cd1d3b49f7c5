import { redirect } from '@sveltejs/kit';
import { articleForm } from '#lib/domain/article-form.ts';
import { articleStates } from '#lib/domain/article.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import {
  closeComments,
  openArticle,
  removeFile,
  removePicture,
  withdrawArticle,
} from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { keepArticle } from '#lib/server/web/article-form.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const article = await withVillage(village.id, (tx) =>
    openArticle(tx, visitor, requireId(params.id)),
  );
  return {
    article,
    values: articleForm(article.content),
    words: articleStates[article.state],
    madeWhen: formatDateTime(article.madeAt, village.timeZone),
    publishWhen: article.publishAt ? formatDateTime(article.publishAt, village.timeZone) : '',
    said: ['disimpan', 'terbit', 'terjadwal', 'ditarik', 'dikembalikan', 'komentar'].find((word) =>
      url.searchParams.has(word),
    ),
    picture: Number(url.searchParams.get('gambar')) || undefined,
  };
};

export const actions: Actions = {
  simpan: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      const from = Number(form.get('versi')) || 0;
      const { picture } = await keepArticle(village.id, visitor, form, { id, from });
      redirect(
        303,
        form.has('lihat')
          ? `/kantor/informasi/${id}/pratinjau`
          : `/kantor/informasi/${id}?disimpan${picture ? `&gambar=${picture}` : ''}`,
      );
    });
  },
  hapusGambar: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      // What was typed meanwhile is kept too.
      await keepArticle(village.id, visitor, form, { id, from: Number(form.get('versi')) || 0 });
      await withVillage(village.id, (tx) =>
        removePicture(tx, village.id, visitor, {
          id,
          pictureId: requireId(typedValues(form)['gambar-hapus']),
        }),
      );
      redirect(303, `/kantor/informasi/${id}?disimpan`);
    });
  },
  hapusBerkas: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      await keepArticle(village.id, visitor, form, { id, from: Number(form.get('versi')) || 0 });
      await withVillage(village.id, (tx) =>
        removeFile(tx, village.id, visitor, {
          id,
          fileId: requireId(typedValues(form)['hapus-berkas']),
        }),
      );
      redirect(303, `/kantor/informasi/${id}?disimpan`);
    });
  },
  komentar: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      const closed = form.get('tutup') === 'ya';
      await withVillage(village.id, (tx) => closeComments(tx, village.id, visitor, { id, closed }));
      redirect(303, `/kantor/informasi/${id}?komentar`);
    });
  },
  tarik: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      await withdrawArticle(village, visitor, id);
      redirect(303, `/kantor/informasi/${id}?ditarik`);
    });
  },
};

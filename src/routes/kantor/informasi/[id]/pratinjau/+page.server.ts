import { redirect } from '@sveltejs/kit';
import { formatDateTime, villageDate, zoneLabel } from '#lib/domain/dates-id.ts';
import { eventTimes, occurrences, repeatWords } from '#lib/domain/agenda.ts';
import { openArticle, publishArticle, renderArticle } from '#lib/server/news/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const article = await withVillage(village.id, (tx) =>
    openArticle(tx, visitor, requireId(params.id)),
  );
  const { content } = article;
  const days = content.startsOn
    ? { startsOn: content.startsOn, repeats: content.repeats, repeatsUntil: content.repeatsUntil }
    : undefined;
  return {
    article,
    html: renderArticle(content.body, article.pictures),
    cover: article.pictures.find(({ number }) => number === content.cover),
    event: days && {
      times: eventTimes(content.startsAt, content.endsAt, zoneLabel(village.timeZone)),
      repeating: repeatWords(days),
      next: occurrences(days, villageDate(now(), village.timeZone), 4),
    },
    publishWhen: article.publishAt ? formatDateTime(article.publishAt, village.timeZone) : '',
  };
};

export const actions: Actions = {
  terbitkan: async ({ request, params, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      const typed = typedValues(form);
      const { publishAt } = await publishArticle(village, visitor, {
        id,
        when: { day: typed['terbit-tanggal'] ?? '', time: typed['terbit-jam']?.trim() ?? '' },
      });
      redirect(303, `/kantor/informasi/${id}?${publishAt > now() ? 'terjadwal' : 'terbit'}`);
    });
  },
};

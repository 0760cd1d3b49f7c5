import { slugOf } from '#lib/domain/article.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { dayStart, formatDateTime, isDay } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findSlugs, updateArticle } from './article-store.ts';
import { findFiles, findPictures } from './attachment-store.ts';
import { getArticleLocked, getVersion } from './get-article.ts';
import { dropFile } from './keep-file.ts';
import { dropPicture } from './keep-picture.ts';
import { forgetNews } from './on-front.ts';

/** When an article is to be shown, as typed: both empty is now. */
export interface WhenTyped {
  day: string;
  time: string;
}

/** @throws Refusal 'invalid' for what is no moment to come */
function readMoment({ day, time }: WhenTyped, timeZone: string, at: Date): Date {
  if (!day && !time) return at;
  const clock = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(time || '07:00');
  const fields: Record<string, string> = {};
  if (!isDay(day)) fields['terbit-tanggal'] = 'Pilih tanggal terbitnya.';
  if (!clock) fields['terbit-jam'] = 'Tulis jam terbit seperti 07:00.';
  if (clock && isDay(day)) {
    const minutes = Number(clock[1]) * 60 + Number(clock[2]);
    const moment = new Date(dayStart(day, timeZone).getTime() + minutes * 60_000);
    if (moment > at) return moment;
    fields['terbit-tanggal'] =
      'Waktu ini sudah lewat. Pilih waktu yang akan datang, atau kosongkan untuk terbit sekarang.';
  }
  throw new Refusal('invalid', Object.values(fields)[0]!, fields);
}

/** An address that no other article of the kind has. */
async function freeSlug(tx: VillageTx, kind: Parameters<typeof findSlugs>[1], title: string) {
  const wanted = slugOf(title);
  const taken = new Set(await findSlugs(tx, kind, wanted));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/**
 * Makes the latest version public, now or at a moment to come. What is public already changes at once.
 * @returns its slug, and from when it is shown
 * @throws Refusal 'invalid' for an article that says nothing or a moment that is past, 'forbidden'
 */
export async function publishArticle(
  village: VillageContext,
  visitor: Visitor,
  { id, when }: { id: string; when: WhenTyped },
): Promise<{ slug: string; publishAt: Date }> {
  requireOfficer(visitor, 'news.publish');
  const outcome = await withVillage(village.id, async (tx) => {
    const article = await getArticleLocked(tx, id);
    const version = await getVersion(tx, id);
    if (!version.body && !version.summary && (await findFiles(tx, [id])).length === 0)
      throw new Refusal('invalid', 'Tulisan ini masih kosong. Isi dulu, lalu terbitkan.', {
        isi: 'Tulis isinya, paling sedikit satu kalimat.',
      });
    const at = now();
    const shown = article.published !== null && article.publish_at! <= at;
    const publishAt = shown ? article.publish_at! : readMoment(when, village.timeZone, at);
    const slug = article.slug ?? (await freeSlug(tx, article.kind, version.title));
    await updateArticle(tx, id, {
      slug,
      published: version.number,
      publish_at: publishAt,
      changed_at: at,
    });
    const later = publishAt > at;
    await recordEvent(tx, village.id, visitor, {
      action: later ? 'news.schedule' : 'news.publish',
      subjectKind: 'article',
      subjectId: id,
      details: {
        kind: article.kind,
        title: version.title,
        number: version.number,
        ...(later ? { at: formatDateTime(publishAt, village.timeZone) } : {}),
      },
    });
    return { slug, publishAt };
  });
  forgetNews(village.id);
  return outcome;
}

/** Takes an article off the public pages; its text and history stay. Throws as publishArticle. */
export async function withdrawArticle(
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'news.publish');
  await withVillage(village.id, async (tx) => {
    const article = await getArticleLocked(tx, id);
    if (article.published === null)
      throw new Refusal('conflict', 'Tulisan ini memang sedang tidak terbit.');
    const { title } = await getVersion(tx, id);
    await updateArticle(tx, id, { published: null, publish_at: null, changed_at: now() });
    await recordEvent(tx, village.id, visitor, {
      action: 'news.withdraw',
      subjectKind: 'article',
      subjectId: id,
      details: { kind: article.kind, title },
    });
  });
  forgetNews(village.id);
}

/**
 * Removes an article with its pictures and files. Its address is not given to another.
 * @throws Refusal 'forbidden', 'not-found'
 */
export async function removeArticle(
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'news.publish');
  await withVillage(village.id, async (tx) => {
    const article = await getArticleLocked(tx, id);
    const { title } = await getVersion(tx, id);
    const at = now();
    for (const picture of await findPictures(tx, id)) await dropPicture(tx, picture.id);
    for (const file of await findFiles(tx, [id])) await dropFile(tx, file.id);
    await updateArticle(tx, id, { removed_at: at, changed_at: at });
    await recordEvent(tx, village.id, visitor, {
      action: 'news.remove',
      subjectKind: 'article',
      subjectId: id,
      details: { kind: article.kind, title },
    });
  });
  forgetNews(village.id);
}

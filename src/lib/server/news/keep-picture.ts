import { requireOfficer } from '#lib/domain/authority.ts';
import { pictureSizes, type PictureSize } from '#lib/domain/illustration.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  dropStoredFile,
  now,
  readStoredFile,
  storeFile,
  type CleanIllustration,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  findPicture,
  findPictures,
  insertPicture,
  nextPictureNumber,
  removePictureRow,
} from './attachment-store.ts';
import { getArticleLocked, getVersion } from './get-article.ts';

const mostPictures = 30;

/** @throws Refusal 'invalid' unless the words say something */
export function readAlt(typed: string): string {
  const alt = typedLine(typed);
  if (alt.length >= 3 && alt.length <= 200) return alt;
  const message =
    'Tulis apa yang terlihat pada gambar, 3 sampai 200 huruf. Ini dibacakan kepada warga yang tidak dapat melihatnya.';
  throw new Refusal('invalid', message, { keterangan: message });
}

/**
 * Adds a picture to an article.
 * @param picture made anew by readIllustration
 * @returns by which number the text names it
 * @throws Refusal 'invalid' without words for it or when there are too many, 'forbidden', 'not-found'
 */
export async function addPicture(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, picture, alt }: { id: string; picture: CleanIllustration; alt: string },
): Promise<number> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  const words = readAlt(alt);
  if ((await findPictures(tx, id)).length >= mostPictures) {
    const message = `Paling banyak ${mostPictures} gambar untuk satu tulisan.`;
    throw new Refusal('invalid', message, { gambar: message });
  }
  const keep = async (bytes: Uint8Array, type: string) =>
    (await storeFile(tx, villageId, bytes, type)).id;
  const number = await nextPictureNumber(tx, id);
  await insertPicture(tx, {
    village_id: villageId,
    article_id: id,
    number,
    alt: words,
    width: picture.width,
    height: picture.height,
    small_file: await keep(picture.small, 'image/webp'),
    large_file: await keep(picture.large, 'image/webp'),
    card_file: await keep(picture.card, 'image/jpeg'),
    added_at: now(),
  });
  const { title } = await getVersion(tx, id);
  await recordEvent(tx, villageId, visitor, {
    action: 'news.add-picture',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title, number },
  });
  return number;
}

/** Deletes a picture at once, from what is public too. Throws as addPicture. */
export async function removePicture(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, pictureId }: { id: string; pictureId: string },
): Promise<void> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  // What everybody sees is changed by those who publish.
  if (article.published !== null) requireOfficer(visitor, 'news.publish');
  const picture = await findPicture(tx, pictureId);
  if (picture?.article_id !== id) throw new Refusal('not-found', 'Gambar ini tidak ada.');
  await dropPicture(tx, pictureId);
  const { title } = await getVersion(tx, id);
  await recordEvent(tx, villageId, visitor, {
    action: 'news.remove-picture',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title },
  });
}

/** Lets go of a picture and its files. */
export async function dropPicture(tx: VillageTx, pictureId: string): Promise<void> {
  const picture = await findPicture(tx, pictureId);
  if (!picture) return;
  await removePictureRow(tx, pictureId, now());
  for (const file of [picture.small_file, picture.large_file, picture.card_file])
    await dropStoredFile(tx, file);
}

export const isPictureSize = (name: string): name is PictureSize =>
  (pictureSizes as readonly string[]).includes(name);

/**
 * A picture: for everybody once its article is public, before that for those who write.
 * @throws Refusal 'not-found'
 */
export async function openPicture(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { id, size }: { id: string; size: PictureSize },
) {
  const picture = await findPicture(tx, id);
  const shown = picture && isShown(picture);
  if (!picture || !(shown || mayWrite(visitor)))
    throw new Refusal('not-found', 'Gambar ini tidak ada.');
  const fileOf = { kecil: picture.small_file, besar: picture.large_file, kartu: picture.card_file };
  return { shown, ...(await readStoredFile(tx, village.id, fileOf[size])) };
}

/** Whether what belongs to an article is public. */
export const isShown = (article: { published: number | null; publish_at: Date | null }): boolean =>
  article.published !== null && article.publish_at !== null && article.publish_at <= now();

export const mayWrite = (visitor: Visitor): boolean =>
  visitor.kind === 'staff' && !visitor.mustChangePassword && may(visitor.roles, 'news.write');

import type { ArticleKind } from '#lib/domain/article.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import {
  addArticle,
  addFile,
  addPicture,
  longestDocument,
  readAlt,
  saveArticle,
} from '#lib/server/news/index.ts';
import {
  readIllustration,
  readUpload,
  withVillage,
  type CleanIllustration,
  type CleanUpload,
} from '#lib/server/platform/index.ts';
import { typedValues } from './act.ts';
import { chosenFiles } from './chosen-files.ts';

interface Uploads {
  picture?: { picture: CleanIllustration; alt: string };
  files: CleanUpload[];
}

/** @throws Refusal at the field of what cannot be kept */
async function at<T>(field: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.fields).length) throw error;
    throw new Refusal(error.kind, error.message, { [field]: error.message });
  }
}

/** The picture and the files of a form, decoded before a transaction opens. */
async function readUploads(form: FormData): Promise<Uploads> {
  const [picture] = chosenFiles(form, 'gambar');
  const alt = form.get('keterangan');
  const uploads: Uploads = { files: [] };
  if (picture) {
    // Asked for before the picture is decoded: words cost nothing.
    const words = readAlt(typeof alt === 'string' ? alt : '');
    uploads.picture = { picture: await at('gambar', () => readIllustration(picture)), alt: words };
  }
  for (const file of chosenFiles(form, 'berkas'))
    uploads.files.push(await at('berkas', () => readUpload(file, ['pdf'], longestDocument)));
  return uploads;
}

/**
 * Keeps what the form of an article holds: text, a picture, files. The first picture stands for the
 * article in lists until another is chosen.
 * @param of the article and the version that the form was filled from, or the kind of a new one
 * @returns the article's id, and the number of the picture that was added
 * @throws Refusal with a sentence for each field
 */
export async function keepArticle(
  villageId: number,
  visitor: Visitor,
  form: FormData,
  of: { id: string; from: number } | { kind: ArticleKind },
): Promise<{ id: string; picture?: number }> {
  const typed = typedValues(form);
  const uploads = await readUploads(form);
  return withVillage(villageId, async (tx) => {
    const id = 'id' in of ? of.id : await addArticle(tx, villageId, visitor, { ...of, typed });
    const from = 'id' in of ? await saveArticle(tx, villageId, visitor, { ...of, typed }) : 1;
    let picture: number | undefined;
    if (uploads.picture) {
      picture = await addPicture(tx, villageId, visitor, { id, ...uploads.picture });
      if (!typed.sampul) {
        const covered = { ...typed, sampul: String(picture) };
        await saveArticle(tx, villageId, visitor, { id, from, typed: covered });
      }
    }
    for (const upload of uploads.files) await addFile(tx, villageId, visitor, { id, upload });
    return { id, picture };
  });
}

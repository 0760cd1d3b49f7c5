import { Refusal } from '#lib/domain/refusal.ts';
import { readUpload, type CleanUpload } from '#lib/server/platform/index.ts';
import { chosenFiles } from './chosen-files.ts';

/**
 * The pictures that a form sends under a name, each decoded and made anew before a transaction opens.
 * @throws Refusal at the field for one that cannot be kept
 */
export async function readPictures(form: FormData, name: string): Promise<CleanUpload[]> {
  const pictures: CleanUpload[] = [];
  for (const file of chosenFiles(form, name)) {
    try {
      pictures.push(await readUpload(file, ['picture']));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(error.kind, error.message, { [name]: error.message });
    }
  }
  return pictures;
}

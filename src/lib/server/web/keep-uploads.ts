import { Refusal } from '#lib/domain/refusal.ts';
import { readUpload, type CleanUpload, type UploadKind } from '#lib/server/platform/index.ts';
import { chosenFiles } from './chosen-files.ts';

/**
 * Keeps the files that a form sends under one name, one after the other. Each is decoded before
 * `keep` opens its transaction, since decoding takes a while.
 * @returns what of it could not be kept, as a sentence
 */
export async function keepUploads(
  form: FormData,
  name: string,
  accepts: readonly UploadKind[],
  keep: (upload: CleanUpload) => Promise<void>,
): Promise<string | undefined> {
  let problem: string | undefined;
  for (const file of chosenFiles(form, name)) {
    try {
      await keep(await readUpload(file, accepts));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = error.message;
    }
  }
  return problem;
}

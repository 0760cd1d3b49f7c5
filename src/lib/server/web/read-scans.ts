import { Refusal } from '#lib/domain/refusal.ts';
import { readUpload, type CleanUpload } from '#lib/server/platform/index.ts';
import { chosenFiles } from './chosen-files.ts';

/**
 * Does something with the pictures and PDFs that a form sends, each decoded before a transaction opens.
 * @throws Refusal 'invalid' at the field for one that cannot be kept; and, since a browser forgets
 *   chosen files, with the advice to choose again where something else was refused
 */
export async function withScans<T>(
  form: FormData,
  name: string,
  work: (scans: CleanUpload[]) => Promise<T>,
): Promise<T> {
  const scans: CleanUpload[] = [];
  for (const file of chosenFiles(form, name)) {
    try {
      scans.push(await readUpload(file, ['picture', 'pdf']));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(error.kind, error.message, { [name]: error.message });
    }
  }
  try {
    return await work(scans);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid' && scans.length > 0)
      error.fields[name] ??= 'Pilih lagi berkasnya: peramban tidak menyimpan pilihan berkas.';
    throw error;
  }
}

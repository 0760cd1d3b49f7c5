import { Refusal } from '#lib/domain/refusal.ts';
import { readLogo } from '#lib/server/platform/index.ts';

/**
 * The picture chosen in a form, made anew.
 * @throws Refusal at the field where it was chosen
 */
export async function readLogoField(form: FormData, name: string) {
  const file = form.get(name);
  try {
    if (!(file instanceof File) || file.size === 0)
      throw new Refusal('invalid', 'Pilih gambarnya dulu.');
    return await readLogo(file);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.kind, error.message, { [name]: error.message });
    throw error;
  }
}

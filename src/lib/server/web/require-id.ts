import { readReference } from '#lib/domain/reference.ts';
import { Refusal } from '#lib/domain/refusal.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * An id out of an address or a form.
 * @throws Refusal 'not-found' for anything that cannot be one
 */
export function requireId(text: string | undefined): string {
  if (!text || !uuid.test(text))
    throw new Refusal(
      'not-found',
      'Halaman ini tidak ada. Periksa alamatnya, atau kembali ke beranda.',
    );
  return text;
}

/**
 * A request's reference out of an address.
 * @throws Refusal 'not-found' for anything that cannot be one
 */
export function requireReference(text: string | undefined): string {
  const reference = text && readReference(text);
  if (!reference)
    throw new Refusal(
      'not-found',
      'Nomor permohonan ini tidak ada. Lihat Riwayat Layanan untuk permohonan Anda.',
    );
  return reference;
}

/**
 * The ticket number of a voice out of an address or a form.
 * @throws Refusal 'not-found' for anything that cannot be one
 */
export function requireTicket(text: string | undefined): string {
  const reference = text && readReference(text);
  if (!reference)
    throw new Refusal(
      'not-found',
      'Nomor tiket ini tidak ada. Periksa lagi, misalnya ADU-7K4P-2M9R.',
    );
  return reference;
}

import { fileTypeFromBuffer } from 'file-type';
import type { Sharp } from 'sharp';
import { cardSide, largeSide, smallSide } from '#lib/domain/illustration.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { cleanPdf } from './clean-pdf.ts';

/** A file as it may be kept: decoded and encoded anew, without metadata or anything active. */
export interface CleanUpload {
  bytes: Uint8Array;
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  /** The name as sent, made harmless. */
  name: string;
}

/** Largest file accepted, in bytes. */
export const largestUpload = 10 * 1024 * 1024;
/** A phone's camera gives up to 108 million points; decoding more is refused (a bomb). */
const mostPixels = 110_000_000;
const longestSide = 2000;
const longestLogoSide = 240;
const portrait = { width: 480, height: 640 };
const mostPages = 30;

export type UploadKind = 'picture' | 'pdf';

/** A picture for a public page, in its sizes. */
export interface CleanIllustration {
  /** WebP, for lists and small screens. */
  small: Uint8Array;
  /** WebP, for the page. */
  large: Uint8Array;
  /** JPEG, for the preview of a shared link: not every messenger reads WebP. */
  card: Uint8Array;
  /** Of the large one. */
  width: number;
  height: number;
}

/**
 * Reads an uploaded file by what it is, not by what it says it is, and makes it anew.
 * @param longest most pages of a PDF
 * @throws Refusal 'invalid' with a sentence that says what to do
 */
export async function readUpload(
  file: File,
  accepts: readonly UploadKind[],
  longest = mostPages,
): Promise<CleanUpload> {
  const { bytes, mime } = await readBytes(file);
  const name = harmlessName(file.name);
  if (mime === 'application/pdf' && accepts.includes('pdf')) {
    return { bytes: await cleanPdf(bytes, longest), mediaType: 'application/pdf', name };
  }
  if (mime.startsWith('image/') && accepts.includes('picture')) {
    return { bytes: await cleanPicture(bytes), mediaType: 'image/jpeg', name };
  }
  const wanted = accepts.includes('pdf')
    ? accepts.includes('picture')
      ? 'foto (JPG, PNG) atau PDF'
      : 'PDF'
    : 'foto (JPG, PNG)';
  throw refuse(`Jenis berkas ini tidak bisa diterima. Kirim ${wanted}.`);
}

/** The bytes, and what they are by their first ones; '' where that is unknown. */
async function readBytes(file: File): Promise<{ bytes: Uint8Array<ArrayBuffer>; mime: string }> {
  if (file.size === 0) throw refuse('Berkas ini kosong. Pilih berkas lain.');
  if (file.size > largestUpload)
    throw refuse(
      'Berkas ini lebih dari 10 MB. Foto ulang dengan ukuran lebih kecil, atau pilih berkas lain.',
    );
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return { bytes, mime: found?.mime ?? '' };
}

/**
 * Reads a picture that is to be a logo: made anew as PNG, so that what is transparent stays so, at
 * most 240 pixels wide and high: three times what a page shows, and 2.5 cm of a letter in print.
 * @throws Refusal 'invalid' with a sentence that says what to do
 */
export async function readLogo(file: File): Promise<CleanUpload> {
  const { bytes, mime } = await readBytes(file);
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(mime))
    throw refuse('Berkas ini tidak bisa dipakai sebagai logo. Pilih gambar PNG atau JPG.');
  const logo = await redraw(
    bytes,
    'Gambar ini tidak bisa dibaca. Simpan ulang sebagai PNG atau JPG, lalu pilih lagi.',
    (picture) =>
      picture
        .resize({
          width: longestLogoSide,
          height: longestLogoSide,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .png({ compressionLevel: 9, palette: true }),
  );
  return { bytes: logo, mediaType: 'image/png', name: harmlessName(file.name) };
}

/**
 * Reads a picture that is to be somebody's portrait: made anew as JPEG, at most 480 × 640 pixels.
 * @throws Refusal 'invalid' with a sentence that says what to do
 */
export async function readPortrait(file: File): Promise<CleanUpload> {
  const { bytes, mime } = await readBytes(file);
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(mime))
    throw refuse('Berkas ini tidak bisa dipakai sebagai foto. Pilih foto JPG atau PNG.');
  const picture = await redraw(
    bytes,
    'Foto ini tidak bisa dibaca. Foto ulang, atau simpan ulang sebagai JPG, lalu pilih lagi.',
    (drawn) =>
      drawn
        .resize({ ...portrait, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 82, mozjpeg: true }),
  );
  return { bytes: picture, mediaType: 'image/jpeg', name: harmlessName(file.name) };
}

/**
 * Reads a picture that everybody will see: made anew, upright and without metadata, in three sizes.
 * @throws Refusal 'invalid' with a sentence that says what to do
 */
export async function readIllustration(file: File): Promise<CleanIllustration> {
  const { bytes, mime } = await readBytes(file);
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(mime))
    throw refuse('Berkas ini tidak bisa dipakai sebagai gambar. Pilih gambar JPG atau PNG.');
  const unreadable = 'Gambar ini tidak bisa dibaca. Simpan ulang sebagai JPG, lalu pilih lagi.';
  const inside = (side: number) => (picture: Sharp) =>
    picture
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 74, effort: 4 });
  const large = await redraw(bytes, unreadable, inside(largeSide));
  // From the large one: the camera's picture is decoded once.
  const small = await redraw(large, unreadable, inside(smallSide));
  const card = await redraw(large, unreadable, (picture) =>
    picture
      .resize({ ...cardSide, fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 78, mozjpeg: true }),
  );
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(large).metadata();
  return { small, large, card, width, height };
}

const refuse = (message: string) => new Refusal('invalid', message);

/** Turned upright, shrunk, and encoded as JPEG: place, camera and all other metadata stay behind. */
const cleanPicture = (bytes: Uint8Array) =>
  redraw(
    bytes,
    'Foto ini tidak bisa dibaca. Foto ulang, lalu pilih lagi. Foto HEIC dari iPhone perlu diubah ke JPG dulu.',
    (picture) =>
      picture
        .resize({
          width: longestSide,
          height: longestSide,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 80, mozjpeg: true }),
  );

/** Decodes a picture, turned upright, and encodes it anew as `make` says. */
async function redraw(
  bytes: Uint8Array,
  unreadable: string,
  make: (picture: Sharp) => Sharp,
): Promise<Uint8Array> {
  // Loaded when first needed: an idle server stays small.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' });
    return await make(picture.rotate()).toBuffer();
  } catch {
    throw refuse(unreadable);
  }
}

function harmlessName(name: string): string {
  const base = name
    .replace(/^.*[\\/]/, '')
    .replace(/[^\p{L}\p{N} ._-]/gu, '')
    .trim()
    .slice(-80);
  return base || 'berkas';
}

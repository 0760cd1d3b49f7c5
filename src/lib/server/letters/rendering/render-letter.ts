import type { LetterDocument } from './letter-document.ts';
import { qrCode } from './qr-code.ts';
import { imagePath, typesetPdf, typesetSvg } from './typesetter.ts';

const layout = 'letter.typ';

/**
 * The letter as a tagged PDF/A-2b, not yet signed.
 *
 * @throws TypesettingError when the layout does not compile.
 */
export function renderLetter(letter: LetterDocument): { pdf: Uint8Array } {
  const { data, images } = layoutInput(letter, false);
  return { pdf: typesetPdf(layout, data, letter.createdAt, images) };
}

/** The same letter as an SVG picture, marked KONSEP: what the office sees while it works. */
export function renderLetterPreview(letter: LetterDocument): { svg: string } {
  const { data, images } = layoutInput(letter, true);
  return { svg: typesetSvg(layout, data, images) };
}

function layoutInput(letter: LetterDocument, draft: boolean) {
  const images = new Map<string, Uint8Array>();
  const { logo, ...letterhead } = letter.letterhead;
  if (logo) images.set(imagePath(logo), logo.bytes);
  const { url } = letter.verification;
  const data = {
    ...letter,
    draft,
    letterhead: { ...letterhead, logo: logo ? { path: imagePath(logo), alt: logo.alt } : null },
    signature: {
      ...letter.signature,
      employeeNumber: letter.signature.employeeNumber ?? null,
    },
    verification: {
      qr: qrCode(url),
      alt: `Kode QR untuk memeriksa keaslian surat: ${url}`,
      line: `Periksa keaslian surat ini di ${url.replace(/^https?:\/\//, '')}`,
    },
  };
  return { data, images };
}

import {
  imagePath,
  printableData,
  printableText,
  qrCode,
  typesetPdf,
  typesetSvg,
} from '#lib/server/platform/index.ts';
import type { FormDocument } from '#lib/domain/forms/fill-forms.ts';
import { isOldSeries, officialForm } from '#lib/domain/forms/form-codes.ts';
import type { LetterDocument, LetterImage } from './letter-document.ts';

const layout = 'letter.typ';
/** What fits under a signature where three stand beside each other. */
const longestSigner = 12;
/** What fits on the number's own line. */
const longestNumber = 40;
/** What fits beside the signature in small print; a host is never written in capitals. */
const longestHost = 44;

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
  const { logo, rightLogo, ...letterhead } = letter.letterhead;
  const arms = (image: LetterImage | undefined) => {
    if (!image) return null;
    images.set(imagePath(image), image.bytes);
    return { path: imagePath(image), alt: printableText(image.alt, Infinity) };
  };
  const { title, number, addressee, body, signature, footer } = letter;
  const { signingLists, cosigners, endorsers, author, paper, verification } = letter;
  const text = printableData({
    title,
    addressee,
    body,
    signingLists,
    signature,
    endorsers,
    letterhead,
    footer,
    author,
  });
  const data = {
    ...text,
    cosigners: printableSigners(cosigners),
    number: printableText(number, longestNumber),
    subject: printableText(`${title} ${number}`, Infinity),
    form: letter.form && formInput(letter.form),
    forms: letter.forms.map(formInput),
    signature: { ...text.signature, employeeNumber: text.signature.employeeNumber ?? null },
    paper,
    draft,
    look: letter.look,
    logo: arms(logo),
    rightLogo: arms(rightLogo),
    verification: verification && {
      qr: qrCode(verification.url),
      alt: `Kode QR untuk memeriksa keaslian surat: ${verification.url}`,
      lines: ['Periksa keaslian surat ini di', ...addressLines(verification.url)],
      note: verification.note,
    },
  };
  return { data, images };
}

/** Names break where three stand beside each other (letter.typ); alone or in pairs they have room. */
function printableSigners(cosigners: LetterDocument['cosigners']) {
  const beside = cosigners.filter(({ alone }) => !alone).length;
  const longest = beside > 0 && beside % 3 === 0 ? longestSigner : undefined;
  return cosigners.map((one) => ({
    ...one,
    title: printableText(one.title),
    name: printableText(one.name, longest),
  }));
}

/** Words of more letters may break in the narrow columns of F-1.01. */
const longestOf: Partial<Record<FormDocument['code'], number>> = { 'f-1.01': 10 };

function formInput({ code, data }: FormDocument) {
  const { name, mark, rule, layout } = officialForm(code);
  const old = isOldSeries(code);
  return { name, mark, rule, layout, old, data: printableData<object>(data, longestOf[code]) };
}

/** Host and path on lines of their own, so that the code in it is never broken in two. */
function addressLines(url: string): string[] {
  const { host, pathname } = new URL(url);
  return [printableText(host, longestHost), pathname];
}

/** The basic set of GSM 7-bit (3GPP TS 23.038), without the characters that cost two. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const inBasic = new Set(basic);

/** Characters of one text message. */
const smsLength = 160;

/** Whether a text is one text message: at most 160 characters, all of the basic set. */
export const isOneSms = (text: string): boolean =>
  text.length <= smsLength && [...text].every((character) => inBasic.has(character));

/**
 * A text in characters of the basic set: accents that it lacks are taken off, typographic signs become
 * plain ones, what is left over goes.
 */
export function gsmText(text: string): string {
  return [
    ...text
      .normalize('NFC')
      .replace(/[’‘`´ʼ]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/[–—‐‑]/g, '-'),
  ]
    .map((character) => (inBasic.has(character) ? character : plain(character)))
    .join('');
}

const plain = (character: string) =>
  [...character.normalize('NFD')].filter((part) => inBasic.has(part)).join('');

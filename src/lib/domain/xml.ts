/** Text within XML: signs of markup escaped, and what no XML 1.0 document can hold left out. Pure. */
export const xmlText = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- these are what is left out
    .replace(/[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

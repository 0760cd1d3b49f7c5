import { plainText } from './plain-text.ts';

// What stands within these is taken over with its sign only where it is a few plain words: no search
// for an end that may be far away.
const words = '([^<]{1,500})';
const bold = new RegExp(`<(strong|b)(?:\\s[^<>]*)?>${words}</\\1\\s*>`, 'gi');
const italic = new RegExp(`<(em|i)(?:\\s[^<>]*)?>${words}</\\1\\s*>`, 'gi');
const link = new RegExp(
  `<a\\s[^<>]{0,200}href="(https?://[^"<>\\s]{1,500})"[^<>]*>${words}</a\\s*>`,
  'gi',
);

const signed = (sign: string) => (_: string, _tag: string, text: string) =>
  text.trim() ? `${sign}${text.trim()}${sign}` : ' ';

/**
 * A text that another system kept as HTML, in the signs of our own articles: headings, lists, bold,
 * italics, links, paragraphs. Pictures and tables' lines are left out: their words stay.
 */
export function articleSource(html: string): string {
  const marked = html
    .replace(bold, signed('**'))
    .replace(italic, signed('*'))
    .replace(link, (_, address: string, text: string) => `[${text.trim()}](${address})`)
    .replace(/<h[1-6]\b[^<>]*>/gi, '<p></p><p></p>## ')
    .replace(/<li\b[^<>]*>\s*/gi, '<br>- ')
    .replace(/<\/(p|div|h[1-6]|ul|ol|table|blockquote)\s*>/gi, '</p></p>');
  return plainText(marked)
    .replace(/^(##|-|\*\*) ?$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(- .*)\n\n(?=- )/gm, '$1\n')
    .trim();
}

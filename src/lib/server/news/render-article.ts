import MarkdownIt from 'markdown-it';
import { pictureAddress, pictureSet, type Illustration } from '#lib/domain/illustration.ts';

const videoSites: Readonly<Record<string, string>> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'tiktok.com': 'TikTok',
  'facebook.com': 'Facebook',
  'fb.watch': 'Facebook',
  'instagram.com': 'Instagram',
};

/** The name of the site of moving pictures that an address leads to. */
function videoSite(address: string): string | undefined {
  const host = URL.parse(address)?.hostname.replace(/^(www|m)\./, '');
  return host && Object.hasOwn(videoSites, host) ? videoSites[host] : undefined;
}

/** Whether a link may stand in a text: the web, mail, telephone, and our own pages. */
export function isSafeLink(address: string): boolean {
  if (/[\\\p{Cc}]/u.test(address)) return false;
  if (address.startsWith('/')) return !address.startsWith('//');
  const url = URL.parse(address);
  return url !== null && ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol);
}

const pictureName = /^gambar-([1-9]\d{0,2})$/;

/** The article's picture that a text names. */
function namedPicture(env: unknown, name: string): Illustration | undefined {
  const number = Number(pictureName.exec(name)?.[1]);
  const { pictures } = env as { pictures: readonly Illustration[] };
  return pictures.find((one) => one.number === number);
}

/**
 * Markdown with its plainest signs: headings, lists, bold, italics, quotes, tables, links, pictures
 * of the article itself. No HTML, no pictures from elsewhere (they would tell others who reads here),
 * no code; a line break is one.
 */
function reader() {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
  md.disable(['code', 'fence', 'backticks', 'lheading', 'reference', 'html_block', 'html_inline']);
  md.validateLink = (address) => isSafeLink(address) || pictureName.test(address);
  // Only addresses that say so: "kantor.desa" in a sentence is no link.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

  const { rules } = md.renderer;
  // The page's title is the h1: parts are h2, and parts of a part h3.
  rules.heading_open = (tokens, index, options, _env, self) => {
    const token = tokens[index]!;
    const within = tokens
      .slice(0, index)
      .some(({ type, tag }) => type === 'heading_open' && tag === 'h2');
    token.tag = /^h[12]$/.test(token.tag) || !within ? 'h2' : 'h3';
    return self.renderToken(tokens, index, options);
  };
  rules.heading_close = (tokens, index, options, _env, self) => {
    const token = tokens[index]!;
    token.tag = tokens[index - 2]!.tag;
    return self.renderToken(tokens, index, options);
  };
  rules.table_open = () => '<div class="table"><table>\n';
  rules.table_close = () => '</table></div>\n';
  // Columns of figures stand to the right by a class: the page's policy lets no style stand in a tag.
  for (const cell of ['th_open', 'td_open'] as const)
    rules[cell] = (tokens, index, options, _env, self) => {
      const token = tokens[index]!;
      const right = String(token.attrGet('style') ?? '').endsWith('right');
      token.attrs = right ? [['class', 'right']] : null;
      return self.renderToken(tokens, index, options);
    };
  rules.image = (tokens, index, _options, env) => {
    const token = tokens[index]!;
    const picture = namedPicture(env, String(token.attrGet('src')));
    if (!picture) return '';
    const alt = md.utils.escapeHtml(token.content.trim() || picture.alt);
    return (
      `<img src="${pictureAddress(picture.id, 'besar')}" srcset="${pictureSet(picture)}" ` +
      `sizes="(min-width: 44em) 40rem, 92vw" width="${picture.width}" height="${picture.height}" ` +
      `loading="lazy" decoding="async" alt="${alt}">`
    );
  };
  rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const named = String(token.attrGet('href'));
    if (pictureName.test(named)) {
      const picture = namedPicture(env, named);
      token.attrSet('href', picture ? pictureAddress(picture.id, 'besar') : '#isi');
    }
    const address = String(token.attrGet('href'));
    if (!/^[/#]/.test(address)) token.attrSet('rel', 'noopener noreferrer');
    if (videoSite(address)) token.attrSet('class', 'video');
    return self.renderToken(tokens, index, options);
  };
  rules.link_close = (tokens, index, options, _env, self) => {
    let open = index;
    while (tokens[open]!.type !== 'link_open') open--;
    const site = videoSite(String(tokens[open]!.attrGet('href')));
    return (site ? ` (video di ${site})` : '') + self.renderToken(tokens, index, options);
  };
  return md;
}

let shared: ReturnType<typeof reader> | undefined;
const markdown = () => (shared ??= reader());

/** The text of an article as HTML that is safe to show: everything typed is escaped, every link judged. */
export function renderArticle(source: string, pictures: readonly Illustration[]): string {
  return markdown().render(source, { pictures });
}

/** The words of a text without its signs, for search and for the beginnings that lists show. */
export function plainWords(source: string): string {
  const parts: string[] = [];
  for (const block of markdown().parse(source, { pictures: [] })) {
    for (const token of block.children ?? [])
      if (token.type === 'text') parts.push(token.content);
      else if (token.type === 'softbreak' || token.type === 'hardbreak') parts.push(' ');
    if (block.type.endsWith('_close')) parts.push('\n');
  }
  return parts
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

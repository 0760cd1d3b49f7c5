import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a poppler tool says about a PDF. */
export function poppler(
  tool: 'pdftotext' | 'pdfinfo' | 'pdffonts' | 'pdfsig',
  pdf: Uint8Array,
  ...flags: string[]
): string {
  const folder = mkdtempSync(join(tmpdir(), 'balai-pdf-'));
  try {
    const file = join(folder, 'letter.pdf');
    writeFileSync(file, pdf);
    const target = tool === 'pdftotext' ? ['-'] : [];
    return execFileSync(tool, [...flags, file, ...target], { encoding: 'utf8', stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines of each page in the order in which they were set. */
export const pagesOf = (pdf: Uint8Array): string[][] =>
  poppler('pdftotext', pdf, '-raw')
    .split('\f')
    .slice(0, -1)
    .map((page) => page.trimEnd().split('\n'));

/** A word and where it stands, in points from the upper left. */
interface Word {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const point = 72 / 25.4;
/** A letter's margins in mm, where the village set none of its own (domain/letter-look.ts). */
const usual = { left: 30, right: 20, top: 15, bottom: 25 };

/**
 * What stands where it may not: in a margin (in millimetres), between the text and the page's foot, or
 * over another word; a sentence each.
 */
export function misplacedWords(pdf: Uint8Array, margins = usual): string[] {
  const margin = {
    left: margins.left * point,
    right: margins.right * point,
    bottom: margins.bottom * point,
  };
  const pages = poppler('pdftotext', pdf, '-bbox').split('<page ').slice(1);
  return pages.flatMap((page, index) => {
    const size = /^width="([\d.]+)" height="([\d.]+)"/.exec(page)!;
    const [width, height] = [Number(size[1]), Number(size[2])];
    const words = wordsOf(page);
    const foot = height - margin.bottom;
    const outside = words.filter(
      ({ left, top, right, bottom }) =>
        left < margin.left - 1 ||
        // A comma or a dot at the end of a line may hang a little into the margin.
        right > width - margin.right + 4 ||
        top < 2 * point ||
        bottom > height - (margins.bottom - 13) * point ||
        (bottom > foot + 3 && top < foot + 2 * point),
    );
    return [
      ...outside.map(({ text }) => `page ${index + 1}: ${text} stands in the margin`),
      ...overlaps(words).map(([one, other]) => `page ${index + 1}: ${one} stands on ${other}`),
    ];
  });
}

const wordsOf = (page: string): Word[] =>
  [
    ...page.matchAll(
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g,
    ),
  ].map(([, left, top, right, bottom, text]) => ({
    text: text!,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }));

/** Pairs of words of which more than a third covers the other. */
function overlaps(words: readonly Word[]): [string, string][] {
  const area = ({ left, top, right, bottom }: Word) => (right - left) * (bottom - top);
  return words.flatMap((one, index) =>
    words.slice(index + 1).flatMap((other): [string, string][] => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const covered = across > 0 && down > 0 ? across * down : 0;
      return covered * 3 > Math.min(area(one), area(other)) ? [[one.text, other.text]] : [];
    }),
  );
}

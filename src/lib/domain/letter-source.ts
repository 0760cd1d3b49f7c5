import { parse, stringify } from 'yaml';
import type { LetterMistake } from './letter-mistake.ts';

/** A letter type as it is written, not yet judged: the keys of its front matter, and its text. */
export interface LetterSource {
  front: Record<string, unknown>;
  body: string;
  /** On which line of the file the text begins, from 1. */
  firstLine: number;
}

/** A text that is no letter type at all. */
export class UnreadableSource extends Error {
  override name = 'UnreadableSource';
  readonly mistake: LetterMistake;

  constructor(mistake: LetterMistake, cause?: unknown) {
    super(mistake.code, { cause });
    this.mistake = mistake;
  }
}

/**
 * Takes a letter type's file apart. References within YAML (`&`, `*`) are not understood: a few lines
 * of them unfold to millions.
 *
 * @throws UnreadableSource where there is no front matter, or none that is YAML
 */
export function readLetterSource(markdown: string): LetterSource {
  const parts = /^\ufeff?---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(markdown);
  if (!parts) throw new UnreadableSource({ code: 'no-front-matter', path: [] });
  const [, frontMatter = '', text = ''] = parts;
  let front: unknown;
  try {
    front = parse(frontMatter, { maxAliasCount: 0 });
  } catch (error) {
    // Nested too deep, it is a RangeError. The lines that YAML counts leave out the opening ---.
    const detail = (error as Error).message;
    throw new UnreadableSource({ code: 'unreadable', path: [], detail }, error);
  }
  if (typeof front !== 'object' || front === null || Array.isArray(front))
    throw new UnreadableSource({ code: 'empty-front-matter', path: [] });
  return {
    front: front as Record<string, unknown>,
    body: text.replaceAll('\r\n', '\n').trim(),
    firstLine: frontMatter.split('\n').length + 3 + leadingEmptyLines(text),
  };
}

const leadingEmptyLines = (text: string) => (/^\s*\n/.exec(text)?.[0].split('\n').length ?? 1) - 1;

/** The order in which a file's keys stand; others come after. */
const order = [
  ...['code', 'name', 'title', 'purpose', 'keywords', 'group', 'order', 'selfService', 'subject'],
  ...[
    'forMany',
    'event',
    'ask',
    'fields',
    'requirements',
    'classification',
    'validity',
    'signature',
  ],
  ...['acknowledged', 'addressee', 'cosigners', 'endorsers', 'chain', 'workingDays', 'service'],
];

/** The file of a letter type; reading it gives back what was put in. */
export function writeLetterSource({ front, body }: Pick<LetterSource, 'front' | 'body'>): string {
  const keys = Object.keys(front);
  const known = order.filter((key) => keys.includes(key));
  const sorted = [...known, ...keys.filter((key) => !order.includes(key))];
  const written = Object.fromEntries(
    sorted.filter((key) => front[key] !== undefined).map((key) => [key, front[key]]),
  );
  return `---\n${stringify(written, { lineWidth: 100, aliasDuplicateObjects: false })}---\n\n${body.trim()}\n`;
}

import { parse } from 'yaml';
import { readAnswer } from './letter-answers.ts';
import { LetterTextError, parseLetterText } from './letter-text.ts';
import { type LetterField, type LetterType, letterTypeSchema } from './letter-type.ts';
import { answerPlaceholders, letterPlaceholders } from './letter-values.ts';

/** A mistake in a letter type's file; the message names the file and the place in it. */
export class LetterTypeError extends Error {
  override name = 'LetterTypeError';
}

/**
 * Reads a letter type from its Markdown file: YAML front matter between two lines of `---`, then
 * the letter's text. See docs/letter-types.md.
 *
 * @throws LetterTypeError naming every mistake that was found.
 */
export function parseLetterType(markdown: string, slug: string): LetterType {
  const file = `${slug}.md`;
  const parts = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(markdown);
  if (!parts) {
    throw new LetterTypeError(`${file}: front matter must stand between two lines of ---`);
  }
  const [, frontMatter = '', body = ''] = parts;
  let written: unknown;
  try {
    written = parse(frontMatter);
  } catch (error) {
    // The line numbers of the YAML parser leave out the opening ---.
    throw new LetterTypeError(`${file}: ${(error as Error).message}`, { cause: error });
  }
  if (typeof written !== 'object' || written === null) {
    throw new LetterTypeError(`${file}: the front matter is empty`);
  }
  const read = letterTypeSchema.safeParse({ ...written, slug, body: body.trim() });
  if (!read.success) {
    const mistakes = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new LetterTypeError(`${file}: ${mistakes.join('; ')}`);
  }
  const firstBodyLine = frontMatter.split('\n').length + 3 + leadingEmptyLines(body);
  const mistakes = [
    ...fieldMistakes(read.data),
    ...chainMistakes(read.data),
    ...textMistakes(read.data, firstBodyLine),
  ];
  if (mistakes.length) throw new LetterTypeError(`${file}: ${mistakes.join('; ')}`);
  return read.data;
}

const leadingEmptyLines = (text: string) => (/^\s*\n/.exec(text)?.[0].split('\n').length ?? 1) - 1;

/** A day after every bound that says "today", on which the examples must still be good. */
const exampleDay = '2026-11-23';

function fieldMistakes({ fields, requirements, validity }: LetterType): string[] {
  const mistakes: string[] = [];
  const keys = [...fields, ...requirements].map(({ key }) => key);
  for (const twice of keys.filter((key, index) => keys.indexOf(key) !== index)) {
    mistakes.push(`${twice}: the key is used twice`);
  }
  for (const field of fields) {
    const place = `fields.${field.key}`;
    const example = exampleOf(field);
    const read = readAnswer(field, example, exampleDay);
    if (!read.ok) mistakes.push(`${place}.example: ${read.message}`);
    if (field.type === 'text' && Boolean(field.pattern) !== Boolean(field.patternHint)) {
      mistakes.push(`${place}: pattern and patternHint go together`);
    }
  }
  if (typeof validity === 'object' && 'untilField' in validity) {
    const until = fields.find(({ key }) => key === validity.untilField);
    if (until?.type !== 'date' || !until.required) {
      mistakes.push(
        `validity.untilField: ${validity.untilField} is not a required field of type date`,
      );
    }
  }
  return mistakes;
}

/** A choice's example may be written as its label. */
function exampleOf(field: LetterField): string {
  if (field.type !== 'choice') return field.example;
  return field.choices.find(({ label }) => label === field.example)?.value ?? field.example;
}

function chainMistakes({ chain }: LetterType): string[] {
  const signs = chain.filter(({ does }) => does === 'sign').length;
  const last = chain.at(-1);
  return signs === 1 && last?.does === 'sign' && last.role === 'head'
    ? []
    : ['chain: must end with the head who signs, and nobody else signs'];
}

function textMistakes(type: LetterType, firstLine: number): string[] {
  let placeholders: Map<string, number>;
  try {
    ({ placeholders } = parseLetterText(type.body));
  } catch (error) {
    if (!(error instanceof LetterTextError)) throw error;
    return [`line ${error.line + firstLine - 1}: ${error.message}`];
  }
  const offered = new Set([
    ...Object.keys(letterPlaceholders),
    ...type.fields.filter(({ officeOnly }) => !officeOnly).flatMap(answerPlaceholders),
  ]);
  const unknown = [...placeholders]
    .filter(([name]) => !offered.has(name))
    .map(([name, line]) => `line ${line + firstLine - 1}: {{${name}}} is not known`);
  const unused = type.fields
    .filter(
      (field) =>
        !field.officeOnly && !answerPlaceholders(field).some((name) => placeholders.has(name)),
    )
    .map(
      ({ key }) => `fields.${key}: the letter never uses it (officeOnly: true if that is meant)`,
    );
  return [...unknown, ...unused];
}

import { parse } from 'yaml';
import { readAnswer } from './letter-answers.ts';
import { readAsked } from './letter-person.ts';
import { exampleOf } from './letter-examples.ts';
import { OTHER, questionsOf } from './letter-questions.ts';
import { LetterTextError, parseLetterLine, parseLetterText } from './letter-text.ts';
import { type LetterField, type LetterType, letterTypeSchema } from './letter-type.ts';
import { answerPlaceholders, letterConditions, letterPlaceholders } from './letter-values.ts';

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

function fieldMistakes(type: LetterType): string[] {
  const { fields, requirements, validity } = type;
  const mistakes = [
    ...twice([...fields, ...requirements]),
    ...fields.flatMap((field) => conditionMistakes(field, fields)),
  ];
  for (const field of fields) {
    if (field.type === 'group') {
      mistakes.push(
        ...twice([
          ...field.of,
          ...(field.asks ?? []).map((asked) => ({ key: readAsked(asked).detail })),
        ]),
      );
      mistakes.push(...field.of.flatMap((one) => conditionMistakes(one, field.of)));
      if (!field.asks && field.of.length === 0) mistakes.push(`fields.${field.key}: asks nothing`);
      if (field.min > field.max) mistakes.push(`fields.${field.key}: min is over max`);
    }
  }
  for (const { field } of questionsOf({ fields }, {})) {
    if (!('example' in field)) continue;
    const read = readAnswer(field, exampleOf(field), exampleDay);
    if (!read.ok) mistakes.push(`fields.${field.key}.example: ${read.message}`);
    if (field.type === 'text' && Boolean(field.pattern) !== Boolean(field.patternHint)) {
      mistakes.push(`fields.${field.key}: pattern and patternHint go together`);
    }
  }
  if (typeof validity === 'object' && 'untilField' in validity) {
    const until = questionsOf({ fields }, {}).find(
      ({ field }) => field.key === validity.untilField,
    );
    if (until?.field.type !== 'date' || !until.field.required) {
      mistakes.push(
        `validity.untilField: ${validity.untilField} is not a required question for a day`,
      );
    }
  }
  return mistakes;
}

function twice(named: readonly { key: string }[]): string[] {
  const keys = named.map(({ key }) => key);
  return keys
    .filter((key, index) => keys.indexOf(key) !== index)
    .map((key) => `${key}: the key is used twice`);
}

/** A condition looks at a question before it, and for answers that this question has. */
function conditionMistakes(field: LetterField, among: readonly LetterField[]): string[] {
  if (!field.when) return [];
  const { when } = field;
  const place = `fields.${field.key}.when`;
  const on = among.slice(0, among.indexOf(field)).find(({ key }) => key === when.field);
  if (!on) return [`${place}: no question ${when.field} stands before it`];
  if (!when.is) return [];
  if (on.type !== 'choice') return [`${place}: ${when.field} is no choice`];
  const offered = [...on.choices.map(({ value }) => value), ...(on.other ? [OTHER] : [])];
  return when.is
    .filter((value) => !offered.includes(value))
    .map((value) => `${place}: ${when.field} has no answer ${value}`);
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
  const beside = new Set<string>();
  try {
    ({ placeholders } = parseLetterText(type.body));
    const lines = [
      ...type.addressee,
      ...type.cosigners.flatMap(({ title, name }) => [title, name]),
    ];
    for (const line of lines)
      for (const name of parseLetterLine(line).placeholders.keys()) beside.add(name);
  } catch (error) {
    if (!(error instanceof LetterTextError)) throw error;
    return [`line ${error.line + firstLine - 1}: ${error.message}`];
  }
  const offered = new Set([
    ...Object.keys(letterPlaceholders),
    ...letterConditions,
    ...type.fields.filter(({ officeOnly }) => !officeOnly).flatMap(answerPlaceholders),
  ]);
  const unknown = [...placeholders]
    .filter(([name]) => !offered.has(name))
    .map(([name, line]) => `line ${line + firstLine - 1}: {{${name}}} is not known`);
  unknown.push(
    ...[...beside]
      .filter((name) => !offered.has(name))
      .map((name) => `addressee and cosigners: {{${name}}} is not known`),
  );
  const unused = type.fields
    .filter(
      (field) =>
        !field.officeOnly &&
        !answerPlaceholders(field).some((name) => placeholders.has(name) || beside.has(name)),
    )
    .map(
      ({ key }) => `fields.${key}: the letter never uses it (officeOnly: true if that is meant)`,
    );
  return [...unknown, ...unused];
}

import { formMistakes, readByForms } from './forms/form-mistakes.ts';
import { readAnswer } from './letter-answers.ts';
import { exampleOf } from './letter-examples.ts';
import { besideText, type LetterMistake, mistakeInFile } from './letter-mistake.ts';
import { readAsked } from './letter-person.ts';
import { questionsOf } from './letter-questions.ts';
import { type LetterSource, readLetterSource, UnreadableSource } from './letter-source.ts';
import { LetterTextError, parseLetterLine, parseLetterText } from './letter-text.ts';
import { type LetterField, type LetterType, letterTypeSchema } from './letter-type.ts';
import { answerPlaceholders, letterConditions, letterPlaceholders } from './letter-values.ts';
import { schemaMistake } from './schema-mistake.ts';
import { whenMistakes } from './when-mistakes.ts';

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
  let source: LetterSource;
  try {
    source = readLetterSource(markdown);
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    throw new LetterTypeError(`${slug}.md: ${mistakeInFile(error.mistake, 1)}`, { cause: error });
  }
  const { type, mistakes } = judgeLetterType(source, slug);
  if (type && mistakes.length === 0) return type;
  const told = mistakes.map((mistake) => mistakeInFile(mistake, source.firstLine));
  throw new LetterTypeError(`${slug}.md: ${told.join('; ')}`);
}

/**
 * All mistakes of a letter type that has been written.
 * @returns the type too, where its keys have the right shape, though it may still have mistakes
 */
export function judgeLetterType(
  { front, body }: Pick<LetterSource, 'front' | 'body'>,
  slug: string,
): { type?: LetterType; mistakes: LetterMistake[] } {
  const written = { ...front, slug, body };
  const read = letterTypeSchema.safeParse(written);
  if (!read.success)
    return { mistakes: read.error.issues.map((issue) => schemaMistake(issue, written)) };
  const type = read.data;
  return {
    type,
    mistakes: [
      ...fieldMistakes(type),
      ...chainMistakes(type),
      ...formMistakes(type),
      ...textMistakes(type),
    ],
  };
}

/** A day after every bound that says "today", on which the examples must still be good. */
const exampleDay = '2026-11-23';

function fieldMistakes(type: LetterType): LetterMistake[] {
  const { fields, requirements, validity } = type;
  const mistakes = [
    ...twice([...fields, ...requirements]),
    ...fields.flatMap((field) => conditionMistakes(field, fields)),
  ];
  for (const field of fields) {
    if (field.type === 'group') {
      const path = ['fields', field.key];
      mistakes.push(
        ...twice([
          ...field.of,
          ...(field.asks ?? []).map((asked) => ({ key: readAsked(asked).detail })),
        ]),
      );
      mistakes.push(...field.of.flatMap((one) => conditionMistakes(one, field.of, field.key)));
      if (!field.asks && field.of.length === 0) mistakes.push({ code: 'asks-nothing', path });
      if (field.min > field.max) mistakes.push({ code: 'fewest-over-most', path });
    }
  }
  for (const { field } of questionsOf({ fields }, {})) {
    if (!('example' in field)) continue;
    const read = readAnswer(field, exampleOf(field), exampleDay);
    const path = ['fields', field.key];
    if (!read.ok)
      mistakes.push({ code: 'bad-example', path: [...path, 'example'], detail: read.message });
    if (field.type === 'text' && Boolean(field.pattern) !== Boolean(field.patternHint))
      mistakes.push({ code: 'pattern-without-hint', path });
  }
  if (typeof validity === 'object' && 'untilField' in validity) {
    const found = validity.untilField;
    const until = questionsOf({ fields }, {}).find(({ field }) => field.key === found);
    if (until?.field.type !== 'date' || !until.field.required)
      mistakes.push({ code: 'until-no-day', path: ['validity', 'untilField'], found });
  }
  return mistakes;
}

function twice(named: readonly { key: string }[]): LetterMistake[] {
  const keys = named.map(({ key }) => key);
  return keys
    .filter((key, index) => keys.indexOf(key) !== index)
    .map((found) => ({ code: 'key-twice', path: ['fields', found], found }));
}

/** A condition looks at a question before it, and for answers that this question has. */
function conditionMistakes(
  field: LetterField,
  among: readonly LetterField[],
  group?: string,
): LetterMistake[] {
  const path = ['fields', group ? `${group}.${field.key}` : field.key, 'when'];
  return whenMistakes(field.when, among.slice(0, among.indexOf(field)), path);
}

function chainMistakes({ chain }: LetterType): LetterMistake[] {
  const signs = chain.filter(({ does }) => does === 'sign').length;
  const last = chain.at(-1);
  return signs === 1 && last?.does === 'sign' && last.role === 'head'
    ? []
    : [{ code: 'chain-end', path: ['chain'] }];
}

function textMistakes(type: LetterType): LetterMistake[] {
  const mistakes: LetterMistake[] = [];
  const unreadable = (error: unknown, path: string) => {
    if (!(error instanceof LetterTextError)) throw error;
    const { code, line, found } = error;
    mistakes.push({ code, path: [path], found, ...(path === 'body' && { line }) });
  };
  let inBody = new Map<string, number>();
  try {
    inBody = parseLetterText(type.body).placeholders;
  } catch (error) {
    unreadable(error, 'body');
  }
  const beside = new Set<string>();
  for (const { text, list } of linesBeside(type)) {
    if (list) beside.add(`${list}.count`);
    try {
      for (const name of parseLetterLine(text, list).placeholders.keys()) beside.add(name);
    } catch (error) {
      unreadable(error, besideText);
    }
  }
  // What a text that cannot be read uses is not known.
  if (mistakes.length) return mistakes;
  const offered = new Set(offeredPlaceholders(type));
  for (const [found, line] of inBody)
    if (!offered.has(found))
      mistakes.push({ code: 'unknown-placeholder', path: ['body'], line, found });
  for (const found of beside)
    if (!offered.has(found))
      mistakes.push({ code: 'unknown-placeholder', path: [besideText], found });
  const used = (name: string) => inBody.has(name) || beside.has(name);
  // A question may also only decide whether others are asked, or be read by a form.
  const elsewhere = new Set([...type.fields.map(({ when }) => when?.field), ...readByForms(type)]);
  for (const field of type.fields)
    if (!field.officeOnly && !elsewhere.has(field.key) && !answerPlaceholders(field).some(used))
      mistakes.push({ code: 'unused-question', path: ['fields', field.key] });
  return mistakes;
}

/** The lines that stand beside the body; `list` is the group whose items one is printed for. */
function linesBeside(type: LetterType): { text: string; list?: string }[] {
  return [
    ...type.addressee.map((text) => ({ text })),
    ...type.cosigners.flatMap(({ title, name, each }) => [
      { text: title },
      { text: name, ...(each && { list: `answers.${each}` }) },
    ]),
    ...type.endorsers.flatMap(({ title, position }) => [{ text: title }, { text: position }]),
  ];
}

/** Every placeholder that a type's text may use. */
export function offeredPlaceholders({ fields }: Pick<LetterType, 'fields'>): string[] {
  return [
    ...Object.keys(letterPlaceholders),
    ...letterConditions,
    ...fields.filter(({ officeOnly }) => !officeOnly).flatMap(answerPlaceholders),
  ];
}

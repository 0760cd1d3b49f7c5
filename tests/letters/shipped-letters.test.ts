import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../src/lib/domain/letter-questions.ts';
import { itemNumber, type LetterBlock, parseLetterText } from '../../src/lib/domain/letter-text.ts';
import { letterValues } from '../../src/lib/domain/letter-values.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import {
  composeLetter,
  type ComposeLetterInput,
} from '../../src/lib/server/letters/rendering/compose-letter.ts';
import type { LetterDocument } from '../../src/lib/server/letters/rendering/letter-document.ts';
import { renderLetter } from '../../src/lib/server/letters/rendering/render-letter.ts';
import { fullestInput, type GoldenPerson, goldenPersons } from './golden-letters.ts';
import { misplacedWords, pagesOf } from './read-pdf.ts';

const golden = join(import.meta.dirname, 'golden');
const types = [...shippedTypes().values()];
const persons = Object.keys(goldenPersons) as GoldenPerson[];

/** A letter's PDF, held against what was to be printed. */
function set(input: ComposeLetterInput) {
  const letter = composeLetter(input);
  const { pdf } = renderLetter(letter);
  const pages = pagesOf(pdf);
  const text = withoutMargins(pages, letter);
  return {
    pages,
    misplaced: misplacedWords(pdf),
    lost: [...printedAnswers(input), ...wordsOf(letter)].filter(([, ways]) =>
      ways.every((words) => !text.includes(tight(words))),
    ),
  };
}

describe.each(types)('$code, $name', (type) => {
  it.each(persons)('with the %s person it reads as before, and nothing is lost', async (person) => {
    const { pages, lost, misplaced } = set(goldenPersons[person](type));
    const text = pages.map((lines) => lines.join('\n')).join('\n— next page —\n');
    expect(text).not.toMatch(/[{}]{2}|undefined|null|NaN|\[object|\(\s*\)/);
    // What a letter may say of its signature: signature-wording.ts (PP 71/2019).
    expect(text).not.toMatch(/BSrE|BSSN|sah seperti|[^k] tersertifikasi/i);
    expect(lost).toEqual([]);
    expect(misplaced).toEqual([]);
    await expect(`${text}\n`).toMatchFileSnapshot(join(golden, `${type.slug}.${person}.txt`));
  });

  it('has room for every answer at its longest', () => {
    const { lost, misplaced } = set(fullestInput(type));
    expect(lost).toEqual([]);
    expect(misplaced).toEqual([]);
  });
});

it('no golden file is left of a letter that is gone', () => {
  const known = new Set(types.flatMap(({ slug }) => persons.map((one) => `${slug}.${one}.txt`)));
  expect(readdirSync(golden).filter((name) => !known.has(name))).toEqual([]);
});

const tight = (text: string) => text.replace(/\s/g, '');

/** All that stands on the pages but their heads and feet, without spaces. */
const withoutMargins = (pages: string[][], { footer }: LetterDocument) =>
  tight(
    pages
      .flat()
      .filter((line) => !line.startsWith(`${footer.left} ${footer.right}`))
      .filter((line) => !/^Lanjutan .* nomor /.test(line))
      .join(''),
  );

/** What is looked for, and the ways in which it may stand there. */
type Wanted = [name: string, ways: string[]];

/** Every answer that is printed. */
function printedAnswers({ type, facts }: ComposeLetterInput): Wanted[] {
  const values = letterValues(type, facts);
  const { placeholders } = parseLetterText(type.body);
  return questionsOf(type, facts.answers).flatMap(({ field, asked }): Wanted[] => {
    if (!asked || field.officeOnly || !facts.answers[field.key]) return [];
    const path = field.key.startsWith('subject.') ? field.key : `answers.${field.key}`;
    // A choice may decide what is printed without being printed itself.
    const isPrinted = placeholders.has(path.replace(/\.\d+\./, `.${itemNumber}.`));
    if (field.type === 'choice' && !isPrinted) return [];
    const names = [path, `${path}.words`, `${path}.day`, path.replace('birthDate', 'age')];
    return [[path, names.flatMap((name) => values[name] ?? [])]];
  });
}

/** Every piece of text of the letter. */
function wordsOf(letter: LetterDocument): Wanted[] {
  const { signature, cosigners } = letter;
  return [
    letter.title,
    letter.number,
    ...letter.addressee,
    ...letter.body.flatMap(piecesOf),
    ...cosigners.flatMap(({ title, name }) => [title, name]),
    signature.placeAndDate,
    ...signature.position,
    signature.name,
  ].map((words) => [words, [words]]);
}

function piecesOf(block: LetterBlock): string[] {
  const pieces =
    block.kind === 'paragraph'
      ? [block.runs]
      : block.kind === 'list'
        ? block.items
        : block.kind === 'table'
          ? [...block.columns, ...block.rows.flat()]
          : block.rows.flatMap(({ label, value }) => [label, value]);
  return pieces.map((runs) => runs.map(({ text }) => text).join(''));
}

import { readByForms } from '../../src/lib/domain/forms/form-mistakes.ts';
import { questionsOf } from '../../src/lib/domain/letter-questions.ts';
import { itemNumber, type LetterBlock, parseLetterText } from '../../src/lib/domain/letter-text.ts';
import { letterValues } from '../../src/lib/domain/letter-values.ts';
import {
  composeLetter,
  type ComposeLetterInput,
} from '../../src/lib/server/letters/rendering/compose-letter.ts';
import type { LetterDocument } from '../../src/lib/server/letters/rendering/letter-document.ts';
import { renderLetter } from '../../src/lib/server/letters/rendering/render-letter.ts';
import { misplacedWords, pagesOf } from './read-pdf.ts';

/** A letter's PDF, held against what was to be printed. */
export function setLetter(input: ComposeLetterInput) {
  // The forms that follow it have a test of their own.
  const letter = { ...composeLetter(input), forms: [] };
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
  const inForms = readByForms(type);
  return questionsOf(type, facts.answers).flatMap(({ field, asked }): Wanted[] => {
    if (!asked || field.officeOnly || !facts.answers[field.key]) return [];
    const path = field.key.startsWith('subject.') ? field.key : `answers.${field.key}`;
    // A choice may decide what is printed without being printed itself.
    const isPrinted = placeholders.has(path.replace(/\.\d+\./, `.${itemNumber}.`));
    if (field.type === 'choice' && !isPrinted) return [];
    // What only an official form says is looked for where the forms are.
    if (!isPrinted && inForms.has(field.key.split('.')[0]!)) return [];
    const names = [path, `${path}.words`, `${path}.day`, path.replace('birthDate', 'age')];
    return [[path, names.flatMap((name) => values[name] ?? [])]];
  });
}

/** Every piece of text of the letter. */
function wordsOf(letter: LetterDocument): Wanted[] {
  const { signature, signingLists, cosigners, endorsers } = letter;
  return [
    letter.title,
    letter.number,
    ...letter.addressee,
    ...letter.body.flatMap(piecesOf),
    ...signingLists.flatMap(({ title, names }) => [title, ...names]),
    ...cosigners.flatMap(({ title, name }) => [title, name]),
    ...endorsers.flatMap(({ title, position }) => [title, position]),
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

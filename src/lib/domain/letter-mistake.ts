import type { TextMistake } from './letter-text.ts';

/** What can be wrong with a letter type beside its text and the shape of its keys. */
type TypeMistake =
  | 'no-front-matter'
  | 'unreadable'
  | 'empty-front-matter'
  /** Absent, or not of the shape that its key has; `detail` says it in English. */
  | 'missing'
  | 'too-short'
  | 'too-long'
  | 'too-few'
  | 'too-many'
  | 'too-small'
  | 'too-large'
  | 'unknown-key'
  | 'misshapen'
  | 'key-twice'
  | 'condition-without-question'
  | 'condition-without-choice'
  | 'condition-without-answer'
  | 'asks-nothing'
  | 'fewest-over-most'
  | 'bad-example'
  | 'pattern-without-hint'
  | 'until-no-day'
  | 'chain-end'
  | 'text-or-form'
  | 'form-reads-otherwise'
  | 'unknown-placeholder'
  | 'unused-question';

/** A mistake in a letter type, with its place: for the file in English (below), for the editor in Indonesian. */
export interface LetterMistake {
  code: TypeMistake | TextMistake;
  /** Keys of the front matter, questions by their own key or by number from 0; `body` for the text. */
  path: readonly (string | number)[];
  /** In the text: its line, from 1. */
  line?: number;
  /** What stands there. */
  found?: string;
  /** How many there may be, where that is what is wrong. */
  limit?: number;
  /** More in words: English for what the schema or YAML says, Indonesian of an example. */
  detail?: string;
}

/** What stands in place of the text of an addressee or a co-signer in a mistake's path. */
export const besideText = 'beside';

const inEnglish: Record<LetterMistake['code'], (mistake: LetterMistake) => string> = {
  'no-front-matter': () => 'front matter must stand between two lines of ---',
  unreadable: ({ detail }) => detail ?? 'the front matter cannot be read',
  'empty-front-matter': () => 'the front matter is empty',
  missing: at,
  'too-short': at,
  'too-long': at,
  'too-few': at,
  'too-many': at,
  'too-small': at,
  'too-large': at,
  'unknown-key': at,
  misshapen: at,
  'key-twice': ({ found }) => `${found}: the key is used twice`,
  'condition-without-question': (m) => `${placeOf(m)}: no question ${m.found} stands before it`,
  'condition-without-choice': (m) => `${placeOf(m)}: ${m.found} is no choice`,
  'condition-without-answer': (m) => `${placeOf(m)}: the question has no answer ${m.found}`,
  'asks-nothing': (m) => `${placeOf(m)}: asks nothing`,
  'fewest-over-most': (m) => `${placeOf(m)}: min is over max`,
  'bad-example': (m) => `${placeOf(m)}: ${m.detail}`,
  'pattern-without-hint': (m) => `${placeOf(m)}: pattern and patternHint go together`,
  'until-no-day': (m) => `${placeOf(m)}: ${m.found} is not a required question for a day`,
  'chain-end': () => 'chain: must end with the head who signs, and nobody else signs',
  'text-or-form': () => 'a letter has either a text or an official form (form: …)',
  'form-reads-otherwise': (m) =>
    `${placeOf(m)}: the form ${m.found} reads this as another kind of question`,
  'unknown-placeholder': (m) =>
    m.path[0] === besideText
      ? `addressee and cosigners: {{${m.found}}} is not known`
      : inText(m, `{{${m.found}}} is not known`),
  'unused-question': (m) =>
    `${placeOf(m)}: the letter never uses it (officeOnly: true if that is meant)`,
  'no-letter-markup': (m) =>
    inText(m, `Headings, quotes, rules and HTML are not for letters: ${m.found}`),
  'nested-list': (m) => inText(m, `${m.found} stands within another list`),
  'ends-nothing': (m) => inText(m, `${m.found} ends nothing`),
  'no-end': (m) => inText(m, `${m.found} has no end`),
  'table-of-rows': (m) => inText(m, 'A table holds rows only: | heading | {{item.value}} |'),
  'row-form': (m) => inText(m, `A row has the form | label | value |: ${m.found}`),
  'placeholder-form': (m) => inText(m, `A placeholder has the form {{name}}: ${m.found}`),
  'lone-asterisk': (m) => inText(m, `An asterisk has no partner: ${m.found}`),
};

function at(mistake: LetterMistake): string {
  return `${placeOf(mistake)}: ${mistake.detail}`;
}
function placeOf({ path }: LetterMistake): string {
  return path.join('.');
}
function inText({ line }: LetterMistake, words: string): string {
  return line === undefined ? words : `line ${line}: ${words}`;
}

/**
 * A mistake for whoever writes files.
 * @param firstLine on which the text begins in the file
 */
export const mistakeInFile = (mistake: LetterMistake, firstLine: number): string =>
  inEnglish[mistake.code](
    mistake.line === undefined ? mistake : { ...mistake, line: mistake.line + firstLine - 1 },
  );

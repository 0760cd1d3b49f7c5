import { typedLine, typedText } from './typed-text.ts';

/** What was typed into a form in which a name may stand several times. */
export interface TypedForm {
  /** One line; empty where the name is not there. */
  line(name: string): string;
  /** Several lines, none of them empty. */
  lines(name: string): string[];
  /** Several lines as they are. */
  text(name: string): string;
  /** Everything ticked under a name. */
  all(name: string): string[];
}

/** Reads the entries of a form; files are left out. */
export function typedForm(entries: Iterable<readonly [string, unknown]>): TypedForm {
  const typed = [...entries].flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  const all = (name: string) => typed.filter((one) => one.name === name).map(({ value }) => value);
  const text = (name: string) => typedText(all(name).at(-1) ?? '');
  return {
    line: (name) => typedLine(all(name).at(-1) ?? ''),
    lines: (name) => text(name).split('\n').filter(Boolean),
    text,
    all,
  };
}

import { joinDateParts, splitDateText } from '#lib/domain/date-parts.ts';
import { nikProblem } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine, unprintable } from '#lib/domain/typed-text.ts';

/** What was typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** Gathers what is wrong with a form, field by field. */
export class Problems {
  readonly fields: Record<string, string> = {};

  add(field: string, sentence: string) {
    this.fields[field] ??= sentence;
  }

  /** @throws Refusal 'invalid' when something is wrong */
  refuse() {
    const [first] = Object.values(this.fields);
    if (first) throw new Refusal('invalid', first, this.fields);
  }
}

/** A day `YYYY-MM-DD`; null when left empty. */
export function readDay(typed: Typed, field: string, problems: Problems): string | null {
  const text = (typed[field] ?? '').trim();
  if (!text) return null;
  const day = joinDateParts(splitDateText(text));
  if (!day) problems.add(field, 'Isi tanggal yang benar, misalnya 1 Desember 2026.');
  return day ?? null;
}

/** A line that a letter can print. */
export function readLine(
  typed: Typed,
  field: string,
  problems: Problems,
  { least = 0, most, empty }: { least?: number; most: number; empty: string },
): string {
  const line = typedLine(typed[field] ?? '');
  if (line.length < least) problems.add(field, empty);
  else if (line.length > most) problems.add(field, `Paling panjang ${most} huruf.`);
  else if (unprintable(line).length)
    problems.add(field, 'Hanya huruf Latin, angka, dan tanda baca biasa.');
  return line;
}

/** A NIK; null when left empty. */
export function readOptionalNik(typed: Typed, field: string, problems: Problems): string | null {
  const nik = (typed[field] ?? '').replace(/[\s.-]/g, '');
  if (!nik) return null;
  const problem = nikProblem(nik);
  if (problem) problems.add(field, `Isi ${problem}.`);
  return nik;
}

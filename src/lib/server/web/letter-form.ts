import { readDateParts } from '#lib/domain/date-parts.ts';
import { questionsOf } from '#lib/domain/letter-questions.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import type { Arrangement } from '#lib/server/letters/index.ts';

/** What was typed into a letter's form, by the path of the question; a date's three boxes as one text. */
export function typedAnswers(
  form: FormData,
  type: Pick<LetterType, 'fields'>,
): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const { field } of questionsOf(type, typedPaths(form))) {
    if (field.type === 'date') {
      if (form.has(`${field.key}.tahun`))
        typed[field.key] = readDateParts((name) => form.get(name), field.key).typed;
      continue;
    }
    const value = form.get(field.key);
    if (typeof value === 'string') typed[field.key] = value;
  }
  return typed;
}

/** What the form holds, by name; the boxes of a date stand under its path. */
const typedPaths = (form: FormData) =>
  Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );

const changes = { tambah: 'add', hapus: 'remove', cari: 'look-up', ambil: 'take' } as const;

/** What a press on one of the form's own buttons (LetterQuestions.svelte) asks for, if it does. */
export function typedArrangement(form: FormData): Arrangement | undefined {
  const [, word, path] =
    /^(tambah|hapus|cari|ambil):([\w.]+)$/.exec(String(form.get('susun'))) ?? [];
  if (!word || !path) return undefined;
  const change = changes[word as keyof typeof changes];
  if (change !== 'take') return { change, path };
  const residentId = form.get(`${path}.take`);
  return typeof residentId === 'string' && residentId ? { change, path, residentId } : undefined;
}

import type { LetterSource } from './letter-source.ts';

/**
 * What the operations of the letter editor share. Each takes a letter type as it is written and gives
 * it back changed; what it does not ask about stays as it is. Whether the result is good is judged by
 * judgeLetterType alone.
 */

/** A letter type under the editor's hands. */
export type Draft = Pick<LetterSource, 'front' | 'body'>;
/** A part of the front matter. */
export type Written = Record<string, unknown>;

/** The draft with its front matter changed by `work`; the one given stays. */
export function withFront(draft: Draft, work: (front: Written) => void): Draft {
  const front = structuredClone(draft.front);
  work(front);
  return { front, body: draft.body };
}

/** The questions or requirements of a front matter, to be changed in place. */
export function listIn(front: Written, name: 'fields' | 'requirements' | 'of'): Written[] {
  if (!Array.isArray(front[name])) front[name] = [];
  return front[name] as Written[];
}

/** Writes a key, or takes it out where there is nothing to write. */
export function put(into: Written, key: string, value: unknown): void {
  const nothing =
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (nothing) delete into[key];
  else into[key] = value;
}

/** A number that was typed; whatever else it is goes on as text, for the schema to refuse. */
export const numeric = (typed: string): number | string | undefined =>
  typed === '' ? undefined : /^\d{1,12}$/.test(typed) ? Number(typed) : typed;

/** One up (-1) or down (1) in its list; at the end it stays. */
export function moveIn<T>(list: T[], index: number, step: -1 | 1): void {
  const to = index + step;
  if (index < 0 || to < 0 || to >= list.length) return;
  [list[index], list[to]] = [list[to]!, list[index]!];
}

const words = (label: string) =>
  label
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** `namaUsaha` from "Nama usaha": a key that none of the taken is. */
export function keyFrom(label: string, taken: readonly string[]): string {
  const [first = '', ...more] = words(label);
  const joined = first + more.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  const key = (/^[a-z]/.test(joined) ? joined : `isian${joined}`).slice(0, 36);
  return unlike(key, taken, '');
}

/** `rumah-sakit` from "Rumah sakit": a value or an address that none of the taken is. */
export function slugFrom(label: string, taken: readonly string[], longest = 36): string {
  const slug = words(label).join('-').slice(0, longest).replace(/-$/, '') || 'lain';
  return unlike(slug, taken, '-');
}

function unlike(name: string, taken: readonly string[], between: string): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) free = `${name}${between}${count}`;
  return free;
}

/** What the form components share: ids, the links between a field and its words, choices. */

/** One choice of a select, radio or checkbox group. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
}

/** Messages by field name, as a form action returns them. The key is the input's `name`. */
export type FieldErrors = Record<string, string | undefined>;

/** The id of the input called `name`: error summaries and anchors link to `#` + this. */
export function fieldId(name: string): string {
  return `isian-${name.replace(/[^\w-]+/g, '-')}`;
}

/** Value for aria-describedby: the ids of the hint and the error that are shown, or undefined. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [hint && `${id}-petunjuk`, error && `${id}-salah`].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

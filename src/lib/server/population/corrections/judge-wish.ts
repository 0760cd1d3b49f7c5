import {
  residentField,
  type FieldValue,
  type ResidentColumn,
  type ResidentValues,
} from '#lib/domain/resident-fields.ts';
import { inSentence, readResidentFields } from '#lib/domain/resident-values.ts';
import type { AskableField } from './askable-fields.ts';
import type { DraftWish } from './wishes.ts';

/** Whether two values say the same: nothing known is '' in some columns and null in others. */
export const sameValue = (one: FieldValue, other: FieldValue): boolean =>
  (one ?? '') === (other ?? '');

/** Whether a fact may be taken away: there is one, and the register can be without it. */
export const mayClear = ({ column, value }: Pick<AskableField, 'column' | 'value'>): boolean =>
  !residentField(column).required && !sameValue(value, null);

/** What the register would hold if the wish were granted, or why it cannot be asked for. */
export function judgeWish(
  field: AskableField,
  wish: Pick<DraftWish, 'typed' | 'clear'>,
): { wanted: FieldValue | undefined; problem: string | undefined } {
  const { column, label, value } = field;
  const refuse = (problem: string) => ({ wanted: undefined, problem });
  if (field.waiting) return refuse('Ini sudah Anda minta dan sedang diperiksa petugas.');
  if (wish.clear && mayClear(field))
    return { wanted: residentField(column).whenEmpty, problem: undefined };
  if (!wish.typed.trim()) return refuse(`Isi ${inSentence(label)} yang benar.`);
  if (residentField(column).is.kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(wish.typed))
    return refuse('Isi tanggal, bulan, dan tahun yang lengkap.');
  const { values, problems } = readResidentFields({ [column]: wish.typed }, {});
  if (problems[column]) return refuse(problems[column]);
  const wanted = values[column] ?? null;
  if (sameValue(wanted, value)) return refuse('Ini sama dengan yang tercatat sekarang.');
  return { wanted, problem: undefined };
}

/** A value as it would be typed in full, for the use-case that changes residents. */
export function typedInFull(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? '1' : '2';
  return String(value ?? '');
}

/** The values that wishes would bring, by column. */
export const wantedValues = (
  wishes: readonly { column: ResidentColumn; wanted: FieldValue | undefined }[],
): ResidentValues =>
  Object.fromEntries(wishes.flatMap((w) => (w.wanted === undefined ? [] : [[w.column, w.wanted]])));

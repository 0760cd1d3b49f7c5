import { z } from 'zod';
import { isDay } from '#lib/domain/dates-id.ts';
import { parseRupiah } from '#lib/domain/money-words.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine, typedText } from '#lib/domain/typed-text.ts';

export type Typed = Readonly<Record<string, string>>;

export const line = (least: number, most: number, advice: string) =>
  z.string().default('').transform(typedLine).pipe(z.string().min(least, advice).max(most, advice));
export const words = (most: number, advice: string) =>
  z.string().default('').transform(typedText).pipe(z.string().max(most, advice));
export const choice = <T extends string>(list: Record<T, unknown>, advice: string) =>
  z.enum(Object.keys(list) as [T, ...T[]], advice);
export const day = (advice: string) => z.string().default('').refine(isDay, advice);
export const optionalDay = (advice: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || isDay(text), advice)
    .transform((text) => text || null);
/** Rupiah as people type them; empty is no sum. */
export const rupiah = (advice: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text === '' || parseRupiah(text) !== undefined, advice)
    .transform((text) => (text === '' ? null : parseRupiah(text)!));

/** @throws Refusal 'invalid' with a sentence for each field */
export function readTyped<T>(form: z.ZodType<T>, typed: Typed): T {
  const { data, error } = form.safeParse(typed);
  if (data !== undefined) return data;
  const fields: Record<string, string> = {};
  for (const issue of error?.issues ?? []) fields[String(issue.path[0])] ??= issue.message;
  throw new Refusal('invalid', Object.values(fields)[0] ?? '', fields);
}

/** @throws Refusal 'invalid' unless the words say enough and not too much */
export function readReason(typed: string, field: string, advice: string): string {
  const said = typedText(typed);
  if (said.length < 10 || said.length > 600)
    throw new Refusal('invalid', advice, { [field]: advice });
  return said;
}

import { requireOfficer } from '#lib/domain/authority.ts';
import { changeText } from '#lib/domain/edit-letter-text.ts';
import type { Draft } from '#lib/domain/letter-edit.ts';
import { tellMistake, type ToldMistake } from '#lib/domain/letter-mistake-words.ts';
import { readLetterSource, writeLetterSource } from '#lib/domain/letter-source.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { judgeLetterType, offeredPlaceholders } from '#lib/domain/parse-letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { TypedForm } from '#lib/domain/typed-form.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { shippedSource } from '../type-files.ts';
import { findTypeRow, type TypeRow } from './type-store.ts';

/** A letter type as the office edits it. */
export interface OpenedType {
  slug: string;
  /** The change under way, else what is in force. */
  draft: Draft;
  type: LetterType;
  mistakes: ToldMistake[];
  /** Whether a change is under way. */
  changing: boolean;
  changedAt: Date | null;
  /** `own`: made here; `changed`: shipped, with the village's text in force; `shipped`: as it came. */
  origin: Origin;
  retired: boolean;
  /** The version in force; null where none was ever published. */
  published: number | null;
  /** Whether the shipped text changed since the village's own was last held against it. */
  shippedNews: boolean;
}
export type Origin = 'own' | 'changed' | 'shipped';

export const originOf = (slug: string, row: TypeRow | undefined): Origin =>
  shippedSource(slug) === undefined ? 'own' : row?.id && !row.shipped ? 'changed' : 'shipped';

/** The text in force; undefined for a type that was never published. */
export const sourceInForce = (slug: string, row: TypeRow | undefined): string | undefined =>
  (row?.shipped ? shippedSource(slug) : undefined) ?? row?.source ?? shippedSource(slug);

export const hasShippedNews = (slug: string, row: TypeRow | undefined): boolean =>
  originOf(slug, row) === 'changed' &&
  row?.shipped_seen !== null &&
  row?.shipped_seen !== shippedSource(slug);

/**
 * A type with all that its editor shows.
 * @throws Refusal 'not-found'; 'conflict' where a later release cannot read the change under way
 */
export async function openType(tx: VillageTx, visitor: Visitor, slug: string): Promise<OpenedType> {
  requireOfficer(visitor, 'letter-types.edit');
  return openRow(slug, await findTypeRow(tx, slug));
}

export function openRow(slug: string, row: TypeRow | undefined): OpenedType {
  const source = row?.draft ?? sourceInForce(slug, row);
  if (source === undefined) throw new Refusal('not-found', 'Jenis surat ini tidak ada.');
  const draft = readLetterSource(source);
  const { type, mistakes } = judge(draft, slug);
  if (!type)
    throw new Refusal(
      'conflict',
      'Jenis surat ini dibuat dengan versi Balai yang lain dan tidak dapat dibuka. Kembalikan dari riwayatnya.',
    );
  return {
    slug,
    draft,
    type,
    mistakes,
    changing: row?.draft != null,
    changedAt: row?.draft_at ?? null,
    origin: originOf(slug, row),
    retired: row?.retired_at != null,
    published: row?.published ?? null,
    shippedNews: hasShippedNews(slug, row),
  };
}

/** judgeLetterType in the office's words. */
export function judge(
  draft: Draft,
  slug: string,
): { type?: LetterType | undefined; mistakes: ToldMistake[] } {
  const { type, mistakes } = judgeLetterType(draft, slug);
  const offered = type ? offeredPlaceholders(type) : [];
  return { type, mistakes: mistakes.map((mistake) => tellMistake(mistake, draft, offered)) };
}

/** A text in the one way in which texts are kept and compared. */
export const evenSource = (source: string): string => writeLetterSource(readLetterSource(source));

/** What is wrong with the words of a letter that are being typed; nothing is kept. */
export async function checkText(
  tx: VillageTx,
  visitor: Visitor,
  slug: string,
  typed: TypedForm,
): Promise<ToldMistake[]> {
  const { draft } = await openType(tx, visitor, slug);
  const { mistakes } = judge(changeText(draft, typed), slug);
  return mistakes.filter(({ part }) => part === 'isi');
}

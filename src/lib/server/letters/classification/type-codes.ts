import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findTypes } from '../counter/find-types.ts';
import { requireOfficer } from '../policy.ts';
import { findLetterType, letterTypes } from '../types/village-types.ts';
import {
  deleteTypeCode,
  findOwnCodes,
  findTypeCodes,
  upsertTypeCode,
} from './classification-store.ts';
import { requireCode } from './own-codes.ts';
import { nameCodes } from './search-codes.ts';

/** A letter type with the code that its letters are filed under. */
export interface TypeCode {
  slug: string;
  name: string;
  code: string;
  /** What the code stands for, where a list has it. */
  codeName: string;
  /** The type's own code; differs where the village chose another. */
  usual: string;
}

/**
 * The codes of the letter types that a search means, all without one, and the village's own codes.
 * @param search words of a letter's name, or the beginning of a code
 */
export async function listTypeCodes(
  tx: VillageTx,
  visitor: Visitor,
  search = '',
): Promise<{ types: TypeCode[]; own: { code: string; name: string }[] }> {
  requireOfficer(visitor, 'letters.number');
  const chosen = await findTypeCodes(tx);
  const all = [...(await letterTypes(tx)).values()];
  const meant = new Set(findTypes(all, search).map(({ slug }) => slug));
  const types = all
    .map(({ slug, name, classification }) => ({
      slug,
      name,
      code: chosen.get(slug) ?? classification,
      usual: classification,
    }))
    .filter(({ slug, code }) => meant.has(slug) || code.startsWith(search.trim()));
  const names = await nameCodes(
    tx,
    types.map(({ code }) => code),
  );
  return {
    types: types.map((type) => ({ ...type, codeName: names.get(type.code) ?? '' })),
    own: await findOwnCodes(tx),
  };
}

/**
 * Files a type's letters under another code from now on; left empty, under the type's own again. Numbers
 * that were given stay.
 * @throws Refusal 'invalid' for what is no code, 'not-found', 'forbidden'
 */
export async function chooseTypeCode(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  wish: { slug: string; code: string },
): Promise<void> {
  requireOfficer(visitor, 'letters.number');
  const type = await findLetterType(tx, wish.slug);
  if (!type) throw new Refusal('not-found', 'Jenis surat ini tidak ada.');
  const typed = typedLine(wish.code);
  const code = typed ? requireCode(typed, `klasifikasi-${type.slug}`) : type.classification;
  if (code === type.classification) await deleteTypeCode(tx, type.slug);
  else await upsertTypeCode(tx, villageId, type.slug, code);
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.choose-classification',
    details: { type: type.name, code },
  });
}

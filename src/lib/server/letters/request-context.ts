import { villageDate } from '#lib/domain/dates-id.ts';
import { letterTypeSchema, type LetterType } from '#lib/domain/letter-type.ts';
import type { ChainRole, Position } from '#lib/domain/request-status.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { RequestRow } from './store.ts';

/** The village's day, 'YYYY-MM-DD'. */
export const today = (village: VillageContext) => villageDate(now(), village.timeZone);

/** Types by the row's value of which they were read: an act asks for its type more than once. */
const read = new WeakMap<object, LetterType>();

/** The letter type as it was when the request was made. */
export function typeOf({ definition }: Pick<RequestRow, 'definition'>): LetterType {
  const key = Object(definition) as object;
  const type = read.get(key) ?? letterTypeSchema.parse(definition);
  read.set(key, type);
  return type;
}

/** The roles of a type's chain, in order. */
export const chainOf = (type: Pick<LetterType, 'chain'>): ChainRole[] =>
  type.chain.map((step) => step.role);

/** Where a request stands, for request-status.ts. */
export function positionOf(
  request: Pick<RequestRow, 'status' | 'definition' | 'chain_step'>,
): Position {
  return { status: request.status, chain: chainOf(typeOf(request)), step: request.chain_step };
}

/** A request's answers; stored as text by field key. */
export const answersOf = (request: Pick<RequestRow, 'answers'>) =>
  request.answers as Record<string, string>;

import { villageDate } from '#lib/domain/dates-id.ts';
import { letterTypeSchema, type LetterType } from '#lib/domain/letter-type.ts';
import type { ChainRole, Position } from '#lib/domain/request-status.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { RequestRow } from './store.ts';

/** The village's day, 'YYYY-MM-DD'. */
export const today = (village: VillageContext) => villageDate(now(), village.timeZone);

/** The letter type as it was when the request was made. */
export function typeOf(request: Pick<RequestRow, 'definition'>): LetterType {
  return letterTypeSchema.parse(request.definition);
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

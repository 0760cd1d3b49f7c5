import { requireOfficer } from '#lib/domain/authority.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

/** Who brings a whole dump in: the command line, run by whoever keeps the server. */
export const CARRIER = { kind: 'system', name: 'balai import opensid' } as const;

/** Who asks for what came over: whoever is visiting, or the command line. */
export type CarryVisitor = Visitor | { kind: 'system'; name: string };

/** @throws Refusal for anyone who may not see what came over: it is residents' data. */
export function requireReaderOfCarried(
  visitor: CarryVisitor,
): asserts visitor is StaffVisitor | { kind: 'system'; name: string } {
  if (visitor.kind !== 'system') requireOfficer(visitor, 'residents.read');
}

import { requireOfficer } from '#lib/domain/authority.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';

/** Who brings a whole dump in: the command line, run by whoever keeps the server. */
export const CARRIER = { kind: 'system', name: 'balai import opensid' } as const;

/** @throws Refusal for anyone who may not see what came over: it is residents' data. */
export function requireReaderOfCarried(visitor: Visitor): asserts visitor is StaffVisitor {
  requireOfficer(visitor, 'residents.read');
}

import { redirect } from '@sveltejs/kit';
import type { Visitor } from '#lib/domain/visitor.ts';
import { hasFreshProof } from '#lib/server/access/index.ts';
import { proofAddress } from './act.ts';

/** Asks for a fresh proof before a form is shown, so that nothing typed in it is lost to one. */
export function proofFirst(visitor: Visitor, url: URL): void {
  if (visitor.kind === 'staff' && !hasFreshProof(visitor)) redirect(303, proofAddress(url));
}

import { requireOfficer } from '#lib/domain/authority.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import { alreadyThere, findBond } from './bind-recipient.ts';
import { getProgramme } from './policy.ts';
import type { Programme } from './programme-store.ts';
import { findHolder, findOtherProgrammes } from './recipient-store.ts';

/** Somebody whom an officer is about to put into a programme. */
export interface Candidate {
  residentId: string;
  name: string;
  place: string;
  /** The head of the family, where the aid is the family's. */
  headName: string;
  /** Why it cannot be; empty where it can. */
  problem: string;
  /** Other programmes in which they or their family take part. */
  others: string[];
}

/** What an officer sees of somebody before putting them into a programme. */
export async function findCandidate(
  tx: VillageTx,
  visitor: Visitor,
  input: { programmeId: string; residentId: string },
): Promise<Candidate> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getProgramme(tx, input.programmeId);
  const { name, hamlet, rw, rt, headName } = await getPerson(tx, input.residentId);
  const others = await findOtherProgrammes(tx, programme.id, [input.residentId]);
  return {
    residentId: input.residentId,
    name,
    place: areaName({ hamlet: hamlet ?? '', rw: rw ?? '', rt: rt ?? '' }),
    headName: programme.target === 'family' ? (headName ?? '') : '',
    problem: await problemOf(tx, programme, input.residentId),
    others: others.map((other) => other.name),
  };
}

async function problemOf(tx: VillageTx, programme: Programme, residentId: string): Promise<string> {
  // A group is named on the form; any name will do to see whether the person can lead one.
  const bound = await findBond(tx, programme.target, residentId, 'Kelompok');
  if ('problem' in bound) return bound.problem;
  if (programme.target === 'group') return '';
  return (await findHolder(tx, programme.id, bound.bond)) ? alreadyThere[programme.target] : '';
}

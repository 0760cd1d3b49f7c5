import { Refusal } from '#lib/domain/refusal.ts';
import type { ChainRole } from '#lib/domain/request-status.ts';
import type { StaffRole } from '#lib/domain/roles.ts';
import { capacityInWords } from '#lib/domain/signature-block.ts';
import { absentFor } from '#lib/domain/signing-authority.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { positionOf } from '../request-context.ts';
import type { RequestRow } from '../store.ts';
import { loadRoster, signatoryOf, type LetterSignatory } from './roster.ts';

/** Steps that a stand-in takes over; signing goes by authority to sign. */
const handedOver: readonly ChainRole[] = ['official', 'secretary'];

/** An officer with what they may do today in somebody's place: `roles` holds it too. */
export interface ActingOfficer extends StaffVisitor {
  /** Undefined for who may sign nothing today. */
  signatory: LetterSignatory | undefined;
  /** Roles that they have for somebody absent, and whose. */
  standsInFor: { role: StaffRole; position: string }[];
}

/**
 * The officer as of today: whoever holds authority to sign may take the head's steps, a stand-in
 * those of the absent. Says nothing of their own requests, which stay closed to them.
 */
export async function actingOfficer(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
): Promise<ActingOfficer> {
  const roster = await loadRoster(tx, village);
  const signatory = signatoryOf(roster, village, officer.staffId);
  const own = roster.officials.find((one) => one.staff_id === officer.staffId);
  const absentees = own ? absentFor(roster.books, own.id, roster.day) : [];
  const standsInFor = roster.officials
    .filter(({ id }) => absentees.includes(id))
    .flatMap(({ roles, position }) =>
      handedOver
        .filter((role) => roles?.includes(role) && !officer.roles.includes(role))
        .map((role) => ({ role, position })),
    );
  const roles = new Set<StaffRole>([...officer.roles, ...standsInFor.map(({ role }) => role)]);
  if (signatory) roles.add('head');
  return { ...officer, roles: [...roles], signatory, standsInFor };
}

/** @throws Refusal 'forbidden' for a head whose term is over, or who is not on record as one who signs */
export function requireSignatory(officer: ActingOfficer): LetterSignatory {
  if (!officer.signatory)
    throw new Refusal(
      'forbidden',
      'Anda tidak berwenang menandatangani surat hari ini. Minta admin memeriksa Penanda tangan di Pengaturan.',
    );
  return officer.signatory;
}

/** The officer with what the journey calls them at this step: "Kasi Pelayanan, mewakili Sekretaris Desa". */
export function inCapacity(
  officer: ActingOfficer,
  request: Pick<RequestRow, 'status' | 'definition' | 'chain_step'>,
): ActingOfficer {
  const { status, chain, step } = positionOf(request);
  const due = status === 'processing' ? chain[step] : undefined;
  if (due === 'head' && officer.signatory)
    return { ...officer, position: capacityInWords(officer.signatory.posts) };
  const absentee = officer.standsInFor.find(({ role }) => role === due);
  return absentee
    ? { ...officer, position: `${officer.position}, mewakili ${absentee.position}` }
    : officer;
}

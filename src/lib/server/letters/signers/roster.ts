import { headAmong, plainPosition, secretaryAmong } from '#lib/domain/official-posts.ts';
import type { SignerPosts } from '#lib/domain/signature-block.ts';
import {
  authorityOn,
  signerOn,
  type Authority,
  type Capacity,
  type SigningBooks,
} from '#lib/domain/signing-authority.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from '../request-context.ts';
import {
  findAbsences,
  findMandates,
  findSigningOfficials,
  type MandateRow,
  type OfficialRow,
} from './signers-store.ts';

/** The village's officials with what their authority to sign rests on, as of today. */
export interface Roster {
  day: string;
  officials: OfficialRow[];
  mandates: MandateRow[];
  absences: Awaited<ReturnType<typeof findAbsences>>;
  books: SigningBooks;
}

/** Somebody who signs a letter, in a capacity. */
export interface LetterSignatory {
  officialId: string;
  name: string;
  employeeNo: string;
  capacity: Capacity;
  posts: SignerPosts;
  /** "SK 141/07/2026, 2026-07-01"; '' where none is on record. */
  decree: string;
  /** With the e-sign service. */
  nik: string | null;
}

/** Stands in a draft of a village where nobody may sign. */
export const nobody: LetterSignatory = {
  officialId: '',
  name: '',
  employeeNo: '',
  capacity: 'head',
  posts: { position: 'Kepala Desa' },
  decree: '',
  nik: null,
};

/** Who signs in their own name: with an account, only one that may. */
const isHead = ({ signs, staff_id, roles, active }: OfficialRow) =>
  signs && (staff_id === null || (active === true && roles?.includes('head') === true));

export async function loadRoster(tx: VillageTx, village: VillageContext): Promise<Roster> {
  const day = today(village);
  const officials = await findSigningOfficials(tx);
  const mandates = await findMandates(tx, day);
  const absences = await findAbsences(tx, day);
  const heads = officials
    .filter(isHead)
    .map((one) => ({ officialId: one.id, from: one.serves_from, until: one.serves_until }));
  return { day, officials, mandates, absences, books: { heads, mandates, absences } };
}

/** What an officer may sign as today; undefined for nothing. */
export function signatoryOf(
  roster: Roster,
  village: VillageContext,
  staffId: string,
): LetterSignatory | undefined {
  const official = roster.officials.find((one) => one.staff_id === staffId);
  const authority = official && authorityOn(roster.books, official.id, roster.day);
  return authority && describe(roster, village, authority);
}

/** Who takes the pen today; undefined where nobody may. */
export function penToday(roster: Roster, village: VillageContext): LetterSignatory | undefined {
  const authority = signerOn(roster.books, roster.day);
  return authority && describe(roster, village, authority);
}

/** @throws Error for authority of somebody who is not on the roster */
export function describe(
  roster: Roster,
  village: VillageContext,
  authority: Authority,
): LetterSignatory {
  const official = roster.officials.find(({ id }) => id === authority.officialId);
  if (!official) throw new Error('Authority to sign belongs to no official.');
  const mandate = roster.mandates.find(({ id }) => id === authority.mandateId);
  const number = mandate?.decreeNumber ?? official.decree_number;
  const date = mandate?.decreeDate ?? official.decree_date;
  return {
    officialId: official.id,
    name: official.name,
    employeeNo: official.employee_no,
    capacity: authority.capacity,
    posts: {
      position: official.position,
      ...(authority.capacity !== 'head' && {
        inPlaceOf: { capacity: authority.capacity, ...leaders(roster, village) },
      }),
    },
    decree: [number && `SK ${number}`, date].filter(Boolean).join(', '),
    nik: official.esign_nik,
  };
}

/** What the village calls its head and the head's secretary. */
function leaders({ officials, books }: Roster, { kind }: VillageContext) {
  const [first] = books.heads;
  const head = officials.find(({ id }) => id === first?.officialId) ?? headAmong(officials);
  const secretary = secretaryAmong(officials);
  return {
    head: head ? plainPosition(head.position) : `Kepala ${kind}`,
    secretary: secretary ? plainPosition(secretary.position) : `Sekretaris ${kind}`,
  };
}

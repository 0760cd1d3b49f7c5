import { requireOfficer } from '#lib/domain/authority.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { capacityInWords } from '#lib/domain/signature-block.ts';
import {
  authoritiesOn,
  covers,
  type MandateCapacity,
  type Term,
} from '#lib/domain/signing-authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { describe, loadRoster, penToday, type Roster } from './roster.ts';
import { findPastMandates } from './signers-store.ts';

/** An official as the settings show them; the NIK masked. */
export interface OfficialLine {
  id: string;
  name: string;
  position: string;
  employeeNo: string;
  hasAccount: boolean;
  from: string | null;
  until: string | null;
  decreeNumber: string;
  decreeDate: string | null;
  nik: string;
  /** What they may sign as today; '' for nothing. */
  signsAs: string;
}

export interface MandateLine extends Term {
  id: string;
  name: string;
  capacity: MandateCapacity;
  whenAbsent: boolean;
  decreeNumber: string;
  decreeDate: string;
  /** Not yet begun. */
  coming: boolean;
}

/** Everything about who signs. */
export interface SignersPage {
  /** Who takes the pen today; undefined where nobody may sign. */
  today: { name: string; as: string } | undefined;
  officials: OfficialLine[];
  mandates: MandateLine[];
  past: MandateLine[];
  absences: {
    id: string;
    name: string;
    standIn: string;
    from: string;
    until: string;
    reason: string;
    coming: boolean;
  }[];
}

/** @throws Refusal unless the visitor may decide who signs */
export async function listSigners(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<SignersPage> {
  requireOfficer(visitor, 'signers.manage');
  const roster = await loadRoster(tx, village);
  const { day, officials, mandates, absences } = roster;
  const name = (id: string) => officials.find((one) => one.id === id)?.name ?? '';
  const line = (one: (typeof mandates)[number]): MandateLine => ({
    id: one.id,
    name: name(one.officialId),
    capacity: one.capacity,
    whenAbsent: one.whenAbsent,
    from: one.from,
    until: one.until,
    decreeNumber: one.decreeNumber,
    decreeDate: one.decreeDate,
    coming: one.from > day,
  });
  const pen = penToday(roster, village);
  return {
    today: pen && { name: pen.name, as: capacityInWords(pen.posts) },
    officials: officialLines(roster, village),
    mandates: mandates.map(line),
    past: (await findPastMandates(tx, day)).map(line),
    absences: absences.map((one) => ({
      id: one.id,
      name: name(one.officialId),
      standIn: name(one.standInId),
      from: one.from,
      until: one.until,
      reason: one.reason,
      coming: !covers(one, day),
    })),
  };
}

function officialLines(roster: Roster, village: VillageContext): OfficialLine[] {
  const today = authoritiesOn(roster.books, roster.day);
  return roster.officials.map((one) => {
    const authority = today.find(({ officialId }) => officialId === one.id);
    return {
      id: one.id,
      name: one.name,
      position: one.position,
      employeeNo: one.employee_no,
      hasAccount: one.staff_id !== null,
      from: one.serves_from,
      until: one.serves_until,
      decreeNumber: one.decree_number,
      decreeDate: one.decree_date,
      nik: one.esign_nik ? maskNik(one.esign_nik) : '',
      signsAs: authority ? capacityInWords(describe(roster, village, authority).posts) : '',
    };
  });
}

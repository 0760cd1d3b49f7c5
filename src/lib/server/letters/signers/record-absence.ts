import { requireOfficer } from '#lib/domain/authority.ts';
import { addDays, formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  authorityOn,
  overlaps,
  type SigningBooks,
  type Term,
} from '#lib/domain/signing-authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { loadRoster, type Roster } from './roster.ts';
import { Problems, readDay, readLine, type Typed } from './signers-input.ts';
import { endAbsenceRow, insertAbsence, lockOfficials } from './signers-store.ts';

/** Longer than this nobody is absent: the post is vacant. Days. */
const longestAbsence = 366;

/**
 * Records that an official is absent and who stands in. For those days the stand-in may take the
 * steps that wait for them. Whoever stands in for the head must hold authority to sign on each day.
 * @param typed pejabat, pengganti, mulai, sampai, alasan
 * @throws Refusal 'invalid' by field, 'forbidden', 'proof-needed'
 */
export async function recordAbsence(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'signers.manage');
  requireFreshProof(visitor);
  await lockOfficials(tx);
  const absence = readAbsence(await loadRoster(tx, village), typed);
  await insertAbsence(tx, {
    village_id: village.id,
    official_id: absence.officialId,
    stand_in_id: absence.standInId,
    starts_on: absence.from,
    ends_on: absence.until,
    reason: absence.reason,
    added_at: now(),
    added_by: visitor.staffId,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'signers.record-absence',
    subjectKind: 'official',
    subjectId: absence.officialId,
    details: {
      name: absence.name,
      standIn: absence.standIn,
      from: absence.from,
      until: absence.until,
      reason: absence.reason,
    },
  });
}

function readAbsence(roster: Roster, typed: Typed) {
  const problems = new Problems();
  const find = (id: string | undefined) => roster.officials.find((one) => one.id === id);
  const official = find(typed.pejabat);
  const standIn = find(typed.pengganti);
  if (!official) problems.add('pejabat', 'Pilih siapa yang berhalangan.');
  if (!standIn) problems.add('pengganti', 'Pilih penggantinya.');
  if (official && standIn && official.id === standIn.id)
    problems.add('pengganti', 'Pengganti harus orang lain.');
  const from = readDay(typed, 'mulai', problems);
  const until = readDay(typed, 'sampai', problems);
  if (!from) problems.add('mulai', 'Isi hari pertama berhalangan.');
  if (!until) problems.add('sampai', 'Isi hari terakhir berhalangan.');
  if (from && until && until < from)
    problems.add('sampai', 'Hari terakhir tidak boleh sebelum hari pertama.');
  if (until && until < roster.day) problems.add('sampai', 'Hari terakhir ini sudah lewat.');
  if (from && until && until > addDays(from, longestAbsence))
    problems.add('sampai', 'Paling lama satu tahun. Untuk jabatan yang kosong catat Plt.');
  const reason = readLine(typed, 'alasan', problems, {
    least: 3,
    most: 200,
    empty: 'Tulis alasannya, misalnya cuti atau dinas luar.',
  });
  problems.refuse();
  const absence = {
    officialId: official!.id,
    name: official!.name,
    standInId: standIn!.id,
    standIn: standIn!.name,
    from: from!,
    until: until!,
    reason,
  };
  requireFit(roster, absence, standIn!);
  return absence;
}

function requireFit(
  { books, absences, day }: Roster,
  absence: { officialId: string; standInId: string; name: string; from: string; until: string },
  standIn: { name: string; staff_id: string | null },
) {
  const problems = new Problems();
  if (absences.some((one) => one.officialId === absence.officialId && overlaps(one, absence)))
    problems.add('mulai', `${absence.name} sudah dicatat berhalangan pada hari-hari itu.`);
  if (absences.some((one) => one.officialId === absence.standInId && overlaps(one, absence)))
    problems.add('pengganti', `${standIn.name} juga berhalangan pada hari-hari itu.`);
  if (!standIn.staff_id)
    problems.add('pengganti', `${standIn.name} belum punya akun petugas. Buat dulu di Petugas.`);
  const leads = [...books.heads, ...books.mandates.filter(({ capacity }) => capacity === 'plt')];
  const first = absence.from < day ? day : absence.from;
  if (leads.some((one) => one.officialId === absence.officialId && overlaps(one, absence))) {
    const without = unsignedDay(books, absence, first);
    if (without)
      problems.add(
        'pengganti',
        `${standIn.name} belum berwenang menandatangani pada ${formatDateLong(without)}. Catat dulu wewenangnya: a.n., u.b., atau Plh.`,
      );
  }
  problems.refuse();
}

/** The first day of the absence on which the stand-in could not sign. */
function unsignedDay(
  books: SigningBooks,
  absence: Term & { officialId: string; standInId: string; until: string },
  first: string,
): string | undefined {
  const then = { ...books, absences: [...books.absences, absence] };
  for (let day = first; day <= absence.until; day = addDays(day, 1))
    if (!authorityOn(then, absence.standInId, day)) return day;
  return undefined;
}

/**
 * The absent official is back before the end.
 * @throws Refusal 'forbidden', 'proof-needed', 'conflict' when it had ended
 */
export async function endAbsence(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  absenceId: string,
): Promise<void> {
  requireOfficer(visitor, 'signers.manage');
  requireFreshProof(visitor);
  const ended = await endAbsenceRow(tx, absenceId, now(), visitor.staffId);
  if (!ended) throw new Refusal('conflict', 'Catatan berhalangan ini sudah diakhiri.');
  const { officials } = await loadRoster(tx, village);
  await recordEvent(tx, village.id, visitor, {
    action: 'signers.end-absence',
    subjectKind: 'official',
    subjectId: ended.officialId,
    details: { name: officials.find(({ id }) => id === ended.officialId)?.name },
  });
}

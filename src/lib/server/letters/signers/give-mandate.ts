import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { secretaryAmong } from '#lib/domain/official-posts.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  capacities,
  clashingMandate,
  overlaps,
  type MandateCapacity,
} from '#lib/domain/signing-authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { loadRoster, type Roster } from './roster.ts';
import { Problems, readDay, readLine, type Typed } from './signers-input.ts';
import { endMandateRow, insertMandate, lockOfficials } from './signers-store.ts';

/** Most officials have a decree number of some thirty letters. */
const longestDecree = 80;

/**
 * Gives an official authority to sign in the head's place: acting, on the head's behalf, by order.
 * @param typed pejabat, wewenang, kapan, mulai, sampai, nomor-sk, tanggal-sk
 * @throws Refusal 'invalid' by field, 'forbidden', 'proof-needed'
 */
export async function giveMandate(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'signers.manage');
  requireFreshProof(visitor);
  await lockOfficials(tx);
  const roster = await loadRoster(tx, village);
  const mandate = readMandate(roster, typed);
  await insertMandate(tx, {
    village_id: village.id,
    official_id: mandate.officialId,
    capacity: mandate.capacity,
    when_absent: mandate.whenAbsent,
    starts_on: mandate.from,
    ends_on: mandate.until,
    decree_number: mandate.decreeNumber,
    decree_date: mandate.decreeDate,
    added_at: now(),
    added_by: visitor.staffId,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'signers.give-mandate',
    subjectKind: 'official',
    subjectId: mandate.officialId,
    details: {
      name: mandate.name,
      capacity: mandate.capacity,
      from: mandate.from,
      until: mandate.until,
      decree: mandate.decreeNumber,
    },
  });
}

function readMandate(roster: Roster, typed: Typed) {
  const problems = new Problems();
  const official = roster.officials.find(({ id }) => id === typed.pejabat);
  if (!official) problems.add('pejabat', 'Pilih pejabatnya.');
  const capacity = capacities.find((one) => one === typed.wewenang && one !== 'head');
  if (!capacity) problems.add('wewenang', 'Pilih wewenangnya.');
  const from = readDay(typed, 'mulai', problems);
  const until = readDay(typed, 'sampai', problems);
  if (!from) problems.add('mulai', 'Isi tanggal mulai berlaku.');
  if (from && until && until < from)
    problems.add('sampai', 'Tanggal berakhir tidak boleh sebelum tanggal mulai.');
  if (until && until < roster.day) problems.add('sampai', 'Tanggal berakhir ini sudah lewat.');
  if (capacity === 'plh' && !until)
    problems.add('sampai', 'Isi tanggal berakhir: Plh. berlaku untuk beberapa hari saja.');
  const decreeNumber = readLine(typed, 'nomor-sk', problems, {
    least: 3,
    most: longestDecree,
    empty: 'Isi nomor SK atau surat perintahnya.',
  });
  const decreeDate = readDay(typed, 'tanggal-sk', problems);
  if (!decreeDate) problems.add('tanggal-sk', 'Isi tanggal SK.');
  else if (decreeDate > roster.day) problems.add('tanggal-sk', 'Tanggal SK belum tiba.');
  if (official && capacity === 'an' && !secretaryAmong([official]))
    problems.add(
      'wewenang',
      'Atas nama (a.n.) diberikan kepada sekretaris. Untuk kasi atau kaur pilih u.b.',
    );
  if (official && capacity === 'ub' && secretaryAmong([official]))
    problems.add('wewenang', 'Sekretaris menandatangani atas nama (a.n.), bukan u.b.');
  problems.refuse();

  const mandate = {
    officialId: official!.id,
    name: official!.name,
    capacity: capacity as MandateCapacity,
    whenAbsent: typed.kapan !== 'selalu',
    from: from!,
    until,
    decreeNumber,
    decreeDate: decreeDate!,
  };
  requireNoClash(roster, mandate);
  return mandate;
}

function requireNoClash(
  roster: Roster,
  mandate: {
    officialId: string;
    capacity: MandateCapacity;
    whenAbsent: boolean;
    from: string;
    until: string | null;
  },
) {
  const problems = new Problems();
  if (
    roster.books.heads.some(
      (one) => one.officialId === mandate.officialId && overlaps(one, mandate),
    )
  )
    problems.add('pejabat', 'Kepala desa yang menjabat menandatangani atas namanya sendiri.');
  const clash = clashingMandate(roster.mandates, mandate);
  if (clash) {
    const other = roster.officials.find(({ id }) => id === clash.officialId)?.name ?? '';
    const until = clash.until ? `sampai ${formatDateLong(clash.until)}` : 'tanpa tanggal berakhir';
    problems.add(
      'mulai',
      `${other} sudah punya wewenang pada hari-hari itu, ${until}. Akhiri dulu, atau pilih tanggal lain.`,
    );
  }
  problems.refuse();
}

/**
 * Takes authority back before its end, from this moment. Letters already signed stay as they are.
 * @throws Refusal 'forbidden', 'proof-needed', 'conflict' when it had ended
 */
export async function endMandate(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  mandateId: string,
): Promise<void> {
  requireOfficer(visitor, 'signers.manage');
  requireFreshProof(visitor);
  const ended = await endMandateRow(tx, mandateId, now(), visitor.staffId);
  if (!ended) throw new Refusal('conflict', 'Wewenang ini sudah diakhiri.');
  const { officials } = await loadRoster(tx, village);
  await recordEvent(tx, village.id, visitor, {
    action: 'signers.end-mandate',
    subjectKind: 'official',
    subjectId: ended.officialId,
    details: {
      name: officials.find(({ id }) => id === ended.officialId)?.name,
      capacity: ended.capacity,
    },
  });
}

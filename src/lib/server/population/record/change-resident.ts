import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  residentColumns,
  type ResidentColumn,
  type ResidentValues,
} from '#lib/domain/resident-fields.ts';
import { residentNotes, residentProblems } from '#lib/domain/resident-rules.ts';
import { readResidentFields, typedValue } from '#lib/domain/resident-values.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { requireChanger } from './record-policy.ts';
import {
  findAreaExists,
  findFieldsChangedSince,
  lockResident,
  updateResident,
  type ResidentRow,
} from './resident-store.ts';

/** What somebody wants to change of a resident. */
export interface WantedChange {
  residentId: string;
  /** What was typed, by column name (domain/resident-fields.ts); what is not there stays. */
  typed: Readonly<Record<string, string>>;
  reason: string;
  kind?: 'edit' | 'correction';
  /** When the record last changed as the officer saw it (`version` of a record for change). */
  seen?: string;
  /** True when the officer has read what looks odd and wants it so. */
  acceptNotes?: boolean;
}

/** What became of it. */
export type ChangeOutcome =
  | { kind: 'changed'; changeId: string; fields: ResidentColumn[] }
  /** Nothing is changed yet: it looks odd, and the officer is asked. */
  | { kind: 'notes'; notes: string[] }
  /** Nothing is changed: somebody else was quicker. `typed` is what was typed on top of theirs. */
  | {
      kind: 'overtaken';
      by: string;
      fields: ResidentColumn[];
      typed: Record<string, string>;
      version: string;
    };

/**
 * Changes what stands in a resident's record, with a reason. Only fields that differ are judged and
 * written; basic status, NIK and family change by acts of their own.
 * @throws Refusal 'invalid' with a sentence for each field that cannot be so, and when nothing differs
 */
export async function changeResident(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wanted: WantedChange,
): Promise<ChangeOutcome> {
  const kind = wanted.kind ?? 'edit';
  requireChanger(visitor, kind);
  const row = await getChangeable(tx, wanted.residentId);
  if (wanted.seen !== undefined && wanted.seen !== versionOf(row))
    return overtaken(tx, row, { ...wanted, seen: wanted.seen });

  const reason = readReason(wanted.reason);
  const today = villageDate(now(), village.timeZone);
  const present = valuesOf(row);
  const { values, problems } = readResidentFields(wanted.typed, present);
  const changed = Object.keys(values) as ResidentColumn[];
  const whole = { ...present, ...values, nik: row.nik };
  await judgePlaces(tx, row, values, problems);
  const all = { ...residentProblems(whole, changed, today), ...problems };
  if (!reason.ok) throw refuse({ ...all, alasan: reason.problem });
  if (Object.keys(all).length > 0) throw refuse(all);
  if (changed.length === 0) {
    throw new Refusal('invalid', 'Belum ada isian yang diubah.', {
      '': 'Belum ada isian yang diubah.',
    });
  }

  const before = new Set(residentNotes({ ...present, nik: row.nik }, today));
  const notes = residentNotes(whole, today).filter((note) => !before.has(note));
  if (notes.length > 0 && !wanted.acceptNotes) return { kind: 'notes', notes };

  const changeId = await declareChange(tx, visitor, { kind, reason: reason.value });
  await updateResident(tx, row.id, values, now());
  await recordEvent(tx, village.id, visitor, {
    action: 'population.change',
    subjectKind: 'resident',
    subjectId: row.id,
    residentId: row.id,
    details: { fields: changed },
  });
  return { kind: 'changed', changeId, fields: changed };
}

/** The values of a record that forms may change. */
export const valuesOf = (row: ResidentRow): ResidentValues =>
  Object.fromEntries(residentColumns.map((column) => [column, row[column]]));

/** A record as forms show it. */
export const typedOf = (row: ResidentRow): Record<string, string> =>
  Object.fromEntries(residentColumns.map((column) => [column, typedValue(column, row[column])]));

/** Says which state of a record somebody saw. */
export const versionOf = (row: ResidentRow): string => row.updated_at.toISOString();

/**
 * A record that may be changed, kept from anyone else until the transaction ends.
 * @throws Refusal 'not-found'; 'conflict' for a double that was merged into another record
 */
export async function getChangeable(tx: VillageTx, residentId: string): Promise<ResidentRow> {
  const row = await lockResident(tx, residentId);
  if (!row) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  if (row.merged_into) {
    const message = 'Data ini sudah digabung ke data lain. Ubah data yang dipakai sekarang.';
    throw new Refusal('conflict', message, { '': message });
  }
  return row;
}

/** Why something is changed: 3 to 300 letters. */
export function readReason(
  typed: string,
): { ok: true; value: string } | { ok: false; problem: string } {
  const value = typedText(typed);
  if (value.length < 3) return { ok: false, problem: 'Isi alasan perubahannya.' };
  if (value.length > 300) return { ok: false, problem: 'Alasan paling panjang 300 huruf.' };
  return { ok: true, value };
}

/** Where somebody lives, and who heads a family, are known to the register alone. */
async function judgePlaces(
  tx: VillageTx,
  row: ResidentRow,
  values: ResidentValues,
  problems: Partial<Record<ResidentColumn, string>>,
): Promise<void> {
  const { area_id: area, relation } = values;
  if (typeof area === 'string' && !(await findAreaExists(tx, area)))
    problems.area_id = 'Pilih dusun dan RT dari daftar.';
  if (relation !== undefined && row.family_id === null)
    problems.relation = 'Warga ini belum masuk KK mana pun. Masukkan dulu ke sebuah keluarga.';
  else if (relation !== undefined && (relation === 1 || row.relation === 1))
    problems.relation = 'Kepala keluarga diganti dari halaman keluarganya.';
}

function refuse(problems: Partial<Record<string, string>>): Refusal {
  const fields = Object.fromEntries(
    Object.entries(problems).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return new Refusal('invalid', Object.values(fields)[0] ?? 'Periksa lagi isiannya.', fields);
}

/**
 * Somebody else changed the record meanwhile. What the officer typed is kept; where they typed
 * nothing, the other's value stands.
 */
async function overtaken(
  tx: VillageTx,
  row: ResidentRow,
  wanted: WantedChange & { seen: string },
): Promise<ChangeOutcome> {
  const since = new Date(wanted.seen);
  const changes = Number.isNaN(since.getTime())
    ? []
    : await findFieldsChangedSince(tx, row.id, since);
  const fresh = typedOf(row);
  const typed: Record<string, string> = { ...fresh, ...wanted.typed };
  const fields: ResidentColumn[] = [];
  for (const column of residentColumns) {
    // The list begins with the newest: what the officer saw is what was there before the oldest.
    const theirs = changes.findLast(({ field }) => field === column);
    if (!theirs) continue;
    fields.push(column);
    const shown = typedValue(column, theirs.old as string | number | boolean | null);
    if ((wanted.typed[column] ?? shown).trim() === shown) typed[column] = fresh[column]!;
  }
  return {
    kind: 'overtaken',
    by: changes[0]?.actor_name ?? 'petugas lain',
    fields,
    typed,
    version: versionOf(row),
  };
}

import { changeKindName, followingColumns, idColumns } from '#lib/domain/change-words.ts';
import { eventRules, type EventKind } from '#lib/domain/event-rules.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { BASIC_STATUS, HOUSEHOLD_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { registerFieldName } from '#lib/domain/register-fields.ts';
import {
  isResidentColumn,
  residentColumns,
  residentField,
  type FieldValue,
} from '#lib/domain/resident-fields.ts';
import { tellValue } from '#lib/domain/resident-values.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findRecord } from '../own/record-store.ts';
import { requireReader } from '../reading-policy.ts';
import { areaWords } from './describe-record.ts';
import { findChangedFields, findChanges, findNamesOf } from './history-store.ts';
import { findMergedIds } from './merge-store.ts';

/** A field before and after, in words; '' for nothing. */
export interface ChangedLine {
  label: string;
  old: string;
  new: string;
}

/** One change of a record. */
export interface HistoryEntry {
  id: string;
  at: Date;
  what: string;
  who: string;
  reason: string;
  lines: ChangedLine[];
  /** Lines of a double that was merged into the record. */
  ofDouble: boolean;
}

export interface RecordHistory {
  name: string;
  entries: HistoryEntry[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 20;

/**
 * What changed in a resident's record, and in the doubles that were merged into it, newest first:
 * who, when, why, each field before and after. Numbers are masked. The reading is recorded.
 */
export async function readHistory(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { residentId: string; page: number },
): Promise<RecordHistory> {
  requireReader(visitor);
  const row = await findRecord(tx, input.residentId);
  if (!row) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  const ids = [row.id, ...(await findMergedIds(tx, row.id))];
  const read = (page: number) =>
    findChanges(tx, ids, { limit: perPage, offset: (page - 1) * perPage });
  let page = Math.max(1, Math.min(10_000, input.page));
  let changes = await read(page);
  if (changes.length === 0 && page > 1) changes = await read((page = 1));
  const total = changes[0]?.total ?? 0;
  const fields = await findChangedFields(
    tx,
    ids,
    changes.map(({ id }) => id),
  );
  const named = await findNamesOf(
    tx,
    fields
      .filter(({ field }) => idColumns.includes(field))
      .flatMap((f) => [f.old, f.new])
      .filter((id): id is string => typeof id === 'string'),
  );
  await recordEvent(tx, villageId, visitor, {
    action: 'population.read-history',
    subjectKind: 'resident',
    subjectId: row.id,
    residentId: row.id,
  });
  return {
    name: row.name,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    entries: changes.map((change) => {
      const own = fields.filter((f) => f.change_id === change.id && f.subject_id === row.id);
      const others = fields.filter((f) => f.change_id === change.id && f.subject_id !== row.id);
      const shown = own.length > 0 ? own : others;
      return {
        id: change.id,
        at: change.at,
        what: change.event
          ? eventRules[change.event as EventKind].name
          : changeKindName(change.kind),
        who: change.actor_name,
        reason: change.reason,
        ofDouble: own.length === 0 && others.length > 0,
        lines: shown
          .filter(({ field }) => !followingColumns.includes(field))
          .sort((a, b) => placeOf(a.field) - placeOf(b.field))
          .map(tell),
      };
    }),
  };

  function tell({ field, old, new: now }: (typeof fields)[number]): ChangedLine {
    if (field === 'photo_file_id')
      return { label: 'Foto', old: old ? 'foto lama' : '', new: now ? 'foto baru' : '' };
    const say = (value: unknown) => tellField(field, value as FieldValue, named);
    const label = isResidentColumn(field) ? residentField(field).label : registerFieldName(field);
    return { label: label[0]!.toUpperCase() + label.slice(1), old: say(old), new: say(now) };
  }
}

/** Where a field stands in a record: NIK first, then as forms ask, then the rest. */
function placeOf(field: string): number {
  if (field === 'nik') return -1;
  const place = (residentColumns as readonly string[]).indexOf(field);
  return place < 0 ? residentColumns.length : place;
}

/** A value of the register in words. */
function tellField(
  field: string,
  value: FieldValue,
  named: Awaited<ReturnType<typeof findNamesOf>>,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (idColumns.includes(field)) {
    const found = named.get(String(value));
    if (!found) return 'yang sudah dihapus';
    if (found.kind === 'kk') return `KK ${maskKk(found.text)}`;
    if (found.kind !== 'area') return found.text;
    const [hamlet = '', rw = '', rt = ''] = found.text.split('\t');
    return areaWords({ hamlet, rw, rt });
  }
  if (field === 'nik') return maskNik(String(value));
  if (field === 'basic_status') return labelOf(BASIC_STATUS, Number(value));
  if (field === 'household_relation') return labelOf(HOUSEHOLD_RELATION, Number(value));
  return isResidentColumn(field) ? tellValue(field, value) : String(value);
}

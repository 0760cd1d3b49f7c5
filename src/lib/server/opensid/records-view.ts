import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { answersAsLines, fieldLabel } from './field-labels.ts';
import { maskNumbers } from './mask-numbers.ts';
import { plainText } from './plain-text.ts';
import { requireReaderOfCarried } from './policy.ts';
import { isRecordKind, recordKinds, type RecordKind } from './record-kinds.ts';
import {
  countKinds,
  countRecords,
  findRecord,
  findRecords,
  findResidentsOfKind,
} from './records-store.ts';

/** A line of the list of kept records. */
export interface KeptRecord {
  id: string;
  kind: RecordKind;
  kindName: string;
  title: string;
  /** `YYYY-MM-DD`, or null. */
  onDate: string | null;
  residentId: string | null;
  residentName: string | null;
}

export interface KeptRecordPage {
  items: KeptRecord[];
  total: number;
  page: number;
  pages: number;
  /** Kinds of which there are any, with how many. */
  kinds: { kind: RecordKind; name: string; count: number }[];
}

const perPage = 50;

/** Records that came over and have no page of their own yet, the newest first; numbers masked. */
export async function listKeptRecords(
  tx: VillageTx,
  visitor: Visitor,
  input: { kind: string; search: string; page: number },
): Promise<KeptRecordPage> {
  requireReaderOfCarried(visitor);
  const kind = isRecordKind(input.kind) ? input.kind : undefined;
  const filter = { kind, search: input.search.trim().slice(0, 100) };
  const total = await countRecords(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findRecords(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
  const counts = new Map((await countKinds(tx)).map((one) => [one.kind, one.count]));
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind as RecordKind,
      kindName: recordKinds[row.kind as RecordKind],
      title: maskNumbers(plainText(row.title)),
      onDate: row.on_date,
      residentId: row.resident_id,
      residentName: row.resident_name,
    })),
    total,
    page,
    pages,
    kinds: Object.entries(recordKinds).flatMap(([name, words]) => {
      const count = counts.get(name);
      return count ? [{ kind: name as RecordKind, name: words, count }] : [];
    }),
  };
}

/** A kept record in full, as OpenSID had it. */
export interface OpenedRecord extends KeptRecord {
  /** OpenSID's columns, how they are called on screen, and what stands in them as plain text. */
  fields: { name: string; label: string; value: string }[];
}

/**
 * A kept record with all that stands in it, numbers masked. It may be about a resident: opening it is
 * a reading of their data and is recorded.
 * @throws Refusal 'not-found'
 */
export async function openKeptRecord(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<OpenedRecord> {
  requireReaderOfCarried(visitor);
  const row = await findRecord(tx, id);
  if (!row) throw new Refusal('not-found', 'Catatan ini tidak ditemukan.');
  const kind = row.kind as RecordKind;
  await recordEvent(tx, villageId, visitor, {
    action: 'opensid.open-record',
    subjectKind: 'carried-record',
    subjectId: id,
    ...(row.resident_id && { residentId: row.resident_id }),
    details: { kind: recordKinds[kind] },
  });
  const data = row.data as Record<string, string>;
  return {
    id,
    kind,
    kindName: recordKinds[kind],
    title: maskNumbers(plainText(row.title)),
    onDate: row.day,
    residentId: row.resident_id,
    residentName: row.resident_name,
    fields: Object.entries(data)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({
        name,
        label: fieldLabel(name),
        value: maskNumbers(plainText(answersAsLines(value))),
      })),
  };
}

/** Residents who had an account in OpenSID: whom new PINs can be issued to. */
export async function findFormerAccountHolders(tx: VillageTx): Promise<string[]> {
  return findResidentsOfKind(tx, 'account');
}

/** How many they are. */
export async function countFormerAccountHolders(tx: VillageTx): Promise<number> {
  return countRecords(tx, { kind: 'account', search: '' });
}

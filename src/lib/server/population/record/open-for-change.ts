import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { listAreaOptions } from '../areas/area-choices.ts';
import { findRecord } from '../own/record-store.ts';
import { typedOf, versionOf } from './change-resident.ts';
import { requireEditor } from './record-policy.ts';

/** A resident's record as the form for changing it shows it; numbers are masked. */
export interface RecordForChange {
  id: string;
  name: string;
  typed: Record<string, string>;
  /** Given back with the change (`seen` of changeResident). */
  version: string;
  nikTemporary: boolean;
  /** The masked number is of no use in a form that leaves the NIK alone: only whether it has one. */
  inFamily: boolean;
  isHead: boolean;
  areas: Awaited<ReturnType<typeof listAreaOptions>>;
}

/**
 * Opens a resident's record for changing it. The reading is recorded.
 * @throws Refusal 'not-found'; 'conflict' for a double that was merged into another record
 */
export async function openForChange(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<RecordForChange> {
  requireEditor(visitor);
  const row = await findRecord(tx, residentId);
  if (!row || row.merged_into) {
    throw new Refusal(
      'not-found',
      row
        ? 'Data ini sudah digabung ke data lain. Ubah data yang dipakai sekarang.'
        : 'Data warga ini tidak ditemukan.',
    );
  }
  await recordEvent(tx, villageId, visitor, {
    action: 'population.read',
    subjectKind: 'resident',
    subjectId: residentId,
    residentId,
  });
  return {
    id: row.id,
    name: row.name,
    typed: typedOf(row),
    version: versionOf(row),
    nikTemporary: row.nik_temporary,
    inFamily: row.family_id !== null,
    isHead: row.relation === 1,
    areas: await listAreaOptions(tx, visitor),
  };
}

import { correctableFields } from '#lib/domain/correctable-fields.ts';
import type { FieldValue, ResidentColumn } from '#lib/domain/resident-fields.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getRecord } from '../own/own-record.ts';
import type { Reach } from '../own/reach.ts';
import { describeRecord, partsFor, presentValue } from '../own/record-view.ts';
import { findWaitingFor } from './correction-store.ts';
import { sentWishes } from './wishes.ts';

/** A field that may be asked for, with what the register holds. */
export interface AskableField {
  column: ResidentColumn;
  label: string;
  /** In words, numbers masked; '' where nothing is known. */
  present: string;
  value: FieldValue;
  /** A request about it waits for the office. */
  waiting: boolean;
}

/** Fields that belong together, as on the record's page. */
export interface AskablePart {
  title: string;
  fields: AskableField[];
}

/**
 * What someone may ask to have corrected in a record that they may open: the facts that they see,
 * but NIK, family, neighbourhood and status, which the office changes with the papers before it.
 */
export async function findAskable(
  tx: VillageTx,
  { person, audience }: Reach,
): Promise<AskablePart[]> {
  const row = await getRecord(tx, person.id);
  const waiting = new Set(
    (await findWaitingFor(tx, person.id)).flatMap((r) => sentWishes(r).map((w) => w.field)),
  );
  return partsFor(describeRecord(row, { numbers: false }), audience)
    .map(({ title, lines }) => ({
      title,
      fields: lines.flatMap(({ column, label, value }) =>
        column && correctableFields[column]
          ? [
              {
                column,
                label,
                present: value,
                value: presentValue(row, column),
                waiting: waiting.has(column),
              },
            ]
          : [],
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

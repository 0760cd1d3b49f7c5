import { sequenceText } from '#lib/domain/letter-number.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { ChosenNumber } from './allot-number.ts';

/** Records that a letter got another number or another day than it would have by itself. */
export async function recordChosen(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  issued: { reference: string; number: string; chosen?: ChosenNumber },
): Promise<void> {
  const { reserved, date, reason } = issued.chosen ?? {};
  if (!reserved && !date) return;
  await recordEvent(tx, villageId, officer, {
    action: 'letters.choose-number',
    details: {
      reference: issued.reference,
      number: issued.number,
      ...(reserved && { reserved: sequenceText(reserved.sequence, reserved.suffix) }),
      ...(date && { date, reason }),
    },
  });
}

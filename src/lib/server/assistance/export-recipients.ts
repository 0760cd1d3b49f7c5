import { requireOfficer } from '#lib/domain/authority.ts';
import { aidStateNames } from '#lib/domain/aid-status.ts';
import { formatDateShort } from '#lib/domain/dates-id.ts';
import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { type SheetRow, spreadsheetStream, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findPayments } from './payment-store.ts';
import { getProgramme } from './policy.ts';
import { findStages } from './programme-store.ts';
import { findRecipients, type RecipientFilter } from './recipient-store.ts';

const step = 500;
const columns = [
  'nik',
  'no_kk',
  'nama',
  'kelompok',
  'dusun',
  'rw',
  'rt',
  'no_kartu',
  'desil',
  'tanggal_desil',
  'keadaan',
  'keputusan',
  'tanggal_keputusan',
] as const;

/**
 * The recipients of a programme as a spreadsheet whose headings an import reads again. Recorded with
 * who, what for, how many, and whether numbers were masked; whole numbers need the right to export the
 * register and a fresh proof.
 * @param write takes the file, piece by piece
 * @throws Refusal 'forbidden', 'proof-needed'; 'invalid' without a reason (`alasan`)
 */
export async function exportRecipients(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  order: {
    filter: RecipientFilter & { programmeId: string };
    numbers: 'masked' | 'full';
    reason: string;
  },
  write: (piece: Buffer) => void,
): Promise<number> {
  requireOfficer(visitor, 'aid.export');
  const whole = order.numbers === 'full';
  const { filter } = order;
  const programme = await getProgramme(tx, filter.programmeId);
  if (whole) {
    requireOfficer(visitor, 'residents.export');
    requireFreshProof(visitor);
  }
  const reason = typedLine(order.reason).slice(0, 300);
  if (reason.length < 5) {
    const message = 'Tuliskan untuk apa data ini diekspor.';
    throw new Refusal('invalid', message, { alasan: message });
  }
  const stages = (await findStages(tx, [programme.id])).get(programme.id) ?? [];
  const day = (on: string | null) => (on ? formatDateShort(on) : '');
  let count = 0;
  async function* rows(): AsyncGenerator<SheetRow, void, undefined> {
    yield [...columns, ...stages.map(({ name }) => name)].map((value) => ({
      value,
      style: 'heading',
    }));
    for (;;) {
      const found = await findRecipients(tx, filter, { limit: step, offset: count });
      const payments = await findPayments(
        tx,
        found.map(({ id }) => id),
      );
      for (const one of found) {
        const handed = payments.filter((p) => p.recipient_id === one.id && !p.voided_at);
        yield [
          whole ? one.nik : maskNik(one.nik),
          one.kk_number ? (whole ? one.kk_number : maskKk(one.kk_number)) : '',
          one.name,
          one.group_name ?? '',
          one.hamlet ?? '',
          one.rw ?? '',
          one.rt ?? '',
          one.card_number,
          one.decile,
          day(one.decile_on),
          aidStateNames[one.state],
          one.decision ?? '',
          day(one.decided_on),
          ...stages.map(({ id }) => {
            const last = handed.findLast((p) => p.stage_id === id);
            if (!last) return '';
            return last.outcome === 'paid' ? `tersalur ${day(last.on_day)}` : 'gagal salur';
          }),
        ];
      }
      count += found.length;
      if (found.length < step) return;
    }
  }
  const layout = {
    name: 'Penerima',
    widths: [...columns, ...stages].map(() => 18),
    headRows: { from: 1, to: 1 },
    stickyColumns: 0,
  };
  for await (const piece of spreadsheetStream(layout, rows())) write(piece);
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.export',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name, count, numbers: order.numbers, reason },
  });
  return count;
}

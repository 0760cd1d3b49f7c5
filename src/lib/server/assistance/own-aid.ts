import type { AidStage, AidTarget } from '#lib/domain/aid-programme.ts';
import { nextStage, type AidState } from '#lib/domain/aid-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findOwnCircle, getOwnRecipient, type OwnCircle } from './own-circle.ts';
import { findPayments } from './payment-store.ts';
import { getProgramme } from './policy.ts';
import { findStages, type Programme } from './programme-store.ts';
import { findOfCircle, findSteps, type RecipientRow } from './recipient-store.ts';

/** A programme as it stands for a resident or somebody of their family. */
export interface OwnAid {
  id: string;
  programme: string;
  target: AidTarget;
  /** In whose name; empty for oneself. */
  forName: string;
  state: AidState;
  closed: boolean;
  /** What was handed out or failed, stage by stage. */
  stages: {
    number: number;
    name: string;
    plannedOn: string;
    amount: number | null;
    paidOn: string | null;
    failed: { on: string; why: string } | null;
  }[];
  /** What comes next; undefined where nothing does. */
  next: { name: string; plannedOn: string; amount: number | null } | undefined;
}

/** *Informasi Bantuan Sosial*: what the visitor and their family receive. Looks at others' are recorded. */
export async function listOwnAid(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<OwnAid[]> {
  const own = await findOwnCircle(tx, village, visitor);
  const rows = await findOfCircle(tx, own.circle);
  await recordLooks(tx, village, own, rows);
  return describeAll(tx, own, rows);
}

/** One of them in full, with what became of it. */
export interface OpenedOwnAid extends OwnAid {
  programmeFacts: Pick<Programme, 'level' | 'funds' | 'form' | 'note' | 'startsOn' | 'endsOn'>;
  /** As on the card; only in one's own name or the family's. */
  cardNumber: string;
  reason: string | null;
  decision: string | null;
  decidedOn: string | null;
  steps: { action: string; at: Date; said: string }[];
  /** Whether a refusal or a stop can be objected to. */
  mayObject: boolean;
}

/** @throws Refusal 'not-found' for what is another family's */
export async function openOwnAid(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedOwnAid> {
  const own = await findOwnCircle(tx, village, visitor);
  const row = await getOwnRecipient(tx, own.circle, id);
  await recordLooks(tx, village, own, [row]);
  const [aid] = await describeAll(tx, own, [row]);
  const { level, funds, form, note, startsOn, endsOn } = await getProgramme(tx, row.programme_id);
  // Inner steps of the office and mistakes put right are not the resident's concern.
  const inner = new Set(['change', 'pay', 'fail', 'void']);
  return {
    ...aid!,
    programmeFacts: { level, funds, form, note, startsOn, endsOn },
    cardNumber: row.card_number,
    reason: row.reason,
    decision: row.decision,
    decidedOn: row.decided_on,
    steps: (await findSteps(tx, row.id))
      .filter(({ action }) => !inner.has(action))
      .map(({ action, at, said }) => ({ action, at, said })),
    mayObject: row.state === 'refused' || row.state === 'stopped',
  };
}

async function describeAll(
  tx: VillageTx,
  own: OwnCircle,
  rows: readonly RecipientRow[],
): Promise<OwnAid[]> {
  const stages = await findStages(tx, [...new Set(rows.map((row) => row.programme_id))]);
  const payments = await findPayments(
    tx,
    rows.map(({ id }) => id),
  );
  const programmes = new Map<string, Programme>();
  for (const id of stages.keys()) programmes.set(id, await getProgramme(tx, id));
  return rows.map((row) => {
    const programme = programmes.get(row.programme_id)!;
    const good = payments.filter((p) => p.recipient_id === row.id && !p.voided_at);
    const paid = new Map(
      good.flatMap((p) => (p.outcome === 'paid' ? [[p.stage_id, p] as const] : [])),
    );
    const listed = stages.get(row.programme_id) ?? [];
    const live = row.state === 'active' && !programme.closed;
    const next = live ? nextStage(listed, new Set(paid.keys())) : undefined;
    const amountOf = (stage: AidStage) =>
      paid.get(stage.id)?.amount ?? stage.amount ?? programme.amount;
    return {
      id: row.id,
      programme: row.programme_name,
      target: programme.target,
      forName: row.resident_id === own.self.id ? '' : row.name,
      state: row.state,
      closed: programme.closed,
      stages: listed.map((stage) => {
        const failure = good.findLast((p) => p.stage_id === stage.id && p.outcome === 'failed');
        const handed = paid.get(stage.id);
        return {
          number: stage.number,
          name: stage.name,
          plannedOn: stage.plannedOn,
          amount: amountOf(stage),
          paidOn: handed?.on_day ?? null,
          failed: !handed && failure ? { on: failure.on_day, why: failure.note } : null,
        };
      }),
      next: next && { name: next.name, plannedOn: next.plannedOn, amount: amountOf(next) },
    };
  });
}

/** Somebody of the family whose own aid is looked at is told by the trail. */
async function recordLooks(
  tx: VillageTx,
  village: VillageContext,
  { visitor, self }: OwnCircle,
  rows: readonly RecipientRow[],
): Promise<void> {
  const others = rows.filter(
    (row) => row.resident_id !== self.id && row.family_id === null && row.household_id === null,
  );
  await recordEvents(
    tx,
    village.id,
    visitor,
    others.map((row) => ({
      action: 'aid.read-member',
      subjectKind: 'aid-recipient',
      subjectId: row.id,
      residentId: row.resident_id,
      details: { programme: row.programme_name },
    })),
  );
}

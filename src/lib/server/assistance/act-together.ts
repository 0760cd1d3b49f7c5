import { requireOfficer } from '#lib/domain/authority.ts';
import { aidStates, aidTransitions, moveAid, type AidState } from '#lib/domain/aid-status.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { CleanUpload, VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { moveRecipient } from './move-recipient.ts';
import { recordPayment } from './payments.ts';
import { getOpenProgramme, getProgramme, isOwnMatter } from './policy.ts';
import { findStages } from './programme-store.ts';
import { describeLine, type RecipientLine } from './recipient-view.ts';
import { countRecipients, findRecipients, type RecipientFilter } from './recipient-store.ts';
import type { Typed } from './typed-form.ts';

/** What is done for many at once: a meeting decides on a list, a day hands out to a queue. */
export const togetherActions = ['verify', 'decide', 'activate', 'pay'] as const;
export type TogetherAction = (typeof togetherActions)[number];

/** As many as one looks over on a page, and as one transaction deals with. */
const most = 300;

const statesFor = (action: TogetherAction): AidState[] =>
  aidStates.filter((state) => moveAid(state, action));

const capabilityFor = (action: TogetherAction) =>
  aidTransitions[statesFor(action)[0]!][action]!.needs;

function filterOf(programmeId: string, action: TogetherAction, stage?: string): RecipientFilter {
  return { programmeId, states: statesFor(action), ...(stage && { unpaidStage: stage }) };
}

/** Those on whom an act can be done together, and how many wait for each of the acts. */
export interface Together {
  name: string;
  action: TogetherAction | undefined;
  counts: Partial<Record<TogetherAction, number>>;
  stages: { id: string; name: string }[];
  stage: { id: string; name: string } | undefined;
  lines: RecipientLine[];
  /** How many there are; no more than `lines` are shown. */
  total: number;
}

/**
 * The list for an act; without one the first for which anybody waits. What concerns the officer's own
 * family is left out. The look is recorded.
 * @throws Refusal 'not-found', 'conflict' once the programme is closed
 */
export async function listTogether(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; action: string; stageId: string },
): Promise<Together> {
  requireOfficer(visitor, 'aid.read');
  const { programmeId } = input;
  const programme = await getProgramme(tx, programmeId);
  if (programme.closed) throw new Refusal('conflict', 'Program ini sudah ditutup.');
  const stages = ((await findStages(tx, [programmeId])).get(programmeId) ?? []).map(
    ({ id, name }) => ({ id, name }),
  );
  const counts: Together['counts'] = {};
  for (const action of togetherActions)
    if (may(visitor.roles, capabilityFor(action)))
      counts[action] = await countRecipients(tx, filterOf(programmeId, action));
  const possible = togetherActions.filter((action) => counts[action] !== undefined);
  const action =
    possible.find((one) => one === input.action) ??
    possible.find((one) => counts[one]) ??
    possible[0];
  const stage = action === 'pay' ? stages.find(({ id }) => id === input.stageId) : undefined;
  const none = { name: programme.name, action, counts, stages, stage, lines: [], total: 0 };
  if (!action || (action === 'pay' && !stage)) return none;
  const filter = filterOf(programmeId, action, stage?.id);
  const rows = await findRecipients(tx, filter, { limit: most, offset: 0 });
  const lines: RecipientLine[] = [];
  for (const row of rows) if (!(await isOwn(tx, visitor, row))) lines.push(describeLine(row));
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-list',
    subjectKind: 'aid-programme',
    subjectId: programmeId,
    details: { programme: programme.name },
  });
  return { ...none, lines, total: await countRecipients(tx, filter) };
}

const isOwn = (
  tx: VillageTx,
  visitor: StaffVisitor,
  row: { resident_id: string; family_id: string | null },
) =>
  visitor.residentId === null
    ? Promise.resolve(false)
    : isOwnMatter(tx, visitor, { residentIds: [row.resident_id], familyId: row.family_id });

/**
 * Does one act for many: all of them or none. Each is on record and told as if done alone.
 * @param input.typed for 'decide' keputusan, tanggalKeputusan; for 'pay' tahap, tanggalSalur, …
 * @param input.proof of having handed out: the list that all have signed
 * @returns how many
 * @throws Refusal as for one; 'invalid' where nobody is chosen
 */
export async function actTogether(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: {
    programmeId: string;
    action: string;
    ids: readonly string[];
    typed: Typed;
    proof?: CleanUpload | undefined;
  },
): Promise<number> {
  requireOfficer(visitor, 'aid.read');
  await getOpenProgramme(tx, input.programmeId);
  const action = togetherActions.find((one) => one === input.action);
  if (!action) throw new Refusal('invalid', 'Pilih langkah yang akan dilakukan.');
  requireOfficer(visitor, capabilityFor(action));
  const chosen = new Set(input.ids);
  if (chosen.size === 0) {
    const message = 'Centang sedikitnya satu penerima.';
    throw new Refusal('invalid', message, { penerima: message });
  }
  const listed = await findRecipients(tx, filterOf(input.programmeId, action), {
    limit: 100_000,
    offset: 0,
  });
  const ids = listed.map(({ id }) => id).filter((id) => chosen.has(id));
  if (ids.length < chosen.size || ids.length > most)
    throw new Refusal(
      'conflict',
      'Keadaan sebagian penerima sudah berubah. Periksa lagi daftarnya.',
    );
  const { typed, proof } = input;
  for (const id of ids)
    await (action === 'pay'
      ? recordPayment(tx, village, visitor, { id, outcome: 'paid', typed, proof })
      : moveRecipient(tx, village, visitor, { id, action, typed }));
  return ids.length;
}

import { validateAnswers } from '#lib/domain/letter-answers.ts';
import { commonForm } from '#lib/domain/letter-batch.ts';
import { questionsOf } from '#lib/domain/letter-questions.ts';
import { requirementsFor } from '#lib/domain/letter-type.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { answersOf, today, typeOf } from '../request-context.ts';
import { updateBatch, type BatchRow } from './batch-store.ts';
import { takeDraft } from './draft-batch.ts';
import { findListedIds } from './item-store.ts';
import { judgeList } from './judge-list.ts';

/** Longest answer kept while it is still being written. */
const longest = 4000;

/** What is still missing or wrong in what is the same for all, by field or requirement key. */
export function answerProblems(
  batch: Pick<BatchRow, 'definition' | 'answers' | 'seen_requirements'>,
  day: string,
): Record<string, string> {
  const type = typeOf(batch);
  const problems: Record<string, string> = {};
  const reading = validateAnswers(commonForm(type), answersOf(batch), day);
  if (!reading.ok) for (const { field, message } of reading.errors) problems[field] = message;
  for (const { key, label, required } of requirementsFor(type, true))
    if (required && !batch.seen_requirements.includes(key))
      problems[key] = `Centang bila ${label} sudah dilihat untuk semua orang dalam daftar.`;
  return problems;
}

/**
 * Keeps what is the same for all in the list, right or wrong.
 * @param input.seen requirements that the office has seen for everybody
 * @param input.again whoever still has such a letter gets another one
 * @returns what is not right yet, by field or requirement key
 * @throws Refusal 'forbidden', 'conflict' once it was handed on
 */
export async function answerBatch(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: {
    batchId: string;
    typed: Readonly<Record<string, string>>;
    seen: readonly string[];
    again: boolean;
  },
): Promise<Record<string, string>> {
  const { batch, officer } = await takeDraft(tx, visitor, input.batchId);
  const type = typeOf(batch);
  const answers: Record<string, string> = { ...answersOf(batch) };
  for (const { field } of questionsOf(commonForm(type), { ...answers, ...input.typed })) {
    const value = input.typed[field.key];
    if (value !== undefined) answers[field.key] = value.slice(0, longest);
  }
  const asked = requirementsFor(type, true).map(({ key }) => key);
  const seen = asked.filter((key) => input.seen.includes(key));
  await updateBatch(tx, batch, {
    answers: JSON.stringify(answers),
    seen_requirements: seen,
    again: input.again,
    updated_at: now(),
  });
  if (input.again !== batch.again)
    await judgeList(
      tx,
      village,
      { ...batch, again: input.again },
      await findListedIds(tx, batch.id),
      officer.residentId,
    );
  return answerProblems({ ...batch, answers, seen_requirements: seen }, today(village));
}

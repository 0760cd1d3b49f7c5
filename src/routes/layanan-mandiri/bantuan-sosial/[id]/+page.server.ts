import { aidForms, aidFunds, aidLevels, amountWords } from '#lib/domain/aid-programme.ts';
import { aidStepNames, type AidAction } from '#lib/domain/aid-status.ts';
import { formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { openOwnAid } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { cardOf } from '../aid-words.ts';
import type { PageServerLoad } from './$types';

const stopped = new Set(['refuse', 'stop']);

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  const aid = await withVillage(village.id, (tx) => openOwnAid(tx, village, visitor, id));
  const { programmeFacts: facts } = aid;
  return {
    ...cardOf(aid, villageDate(now(), village.timeZone)),
    reason: aid.reason,
    mayObject: aid.mayObject,
    note: facts.note,
    facts: [
      { label: 'Penyelenggara', value: aidLevels[facts.level] },
      { label: 'Sumber dana', value: aidFunds[facts.funds] },
      { label: 'Bentuk', value: aidForms[facts.form] },
      {
        label: 'Masa berlaku',
        value: [facts.startsOn, facts.endsOn]
          .filter((day) => day !== null)
          .map((day) => formatDateLong(day))
          .join(' sampai '),
      },
      { label: 'Nomor kartu', value: aid.cardNumber },
      {
        label: 'Keputusan',
        value: aid.decision && `${aid.decision}, ${formatDateLong(aid.decidedOn!)}`,
      },
    ].filter(({ value }) => value),
    stages: aid.stages.map((stage) => ({
      name: stage.name,
      amount: amountWords(stage.amount),
      planned: formatDateLong(stage.plannedOn),
      paid: stage.paidOn && formatDateLong(stage.paidOn),
      failed: stage.failed && { on: formatDateLong(stage.failed.on), why: stage.failed.why },
    })),
    steps: aid.steps.map((step) => ({
      title: aidStepNames[step.action as AidAction],
      state: stopped.has(step.action) ? ('bad' as const) : ('done' as const),
      when: formatDateLong(step.at, village.timeZone),
      said: step.said || undefined,
    })),
  };
};

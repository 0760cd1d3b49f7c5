import { amountWords, type AidTarget } from '#lib/domain/aid-programme.ts';
import { aidStateNames, aidStateTones, aidStateWords } from '#lib/domain/aid-status.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { OwnAid } from '#lib/server/assistance/index.ts';

const whose: Record<AidTarget, string> = {
  person: '',
  family: 'Untuk keluarga Anda',
  household: 'Untuk rumah tangga Anda',
  group: 'Untuk kelompok',
};

const withSum = (day: string, amount: number | null) =>
  [formatDateLong(day), amountWords(amount)].filter(Boolean).join(', ');

/** A programme as the list of one's own aid shows it. @param today a stage planned before it is late */
export function cardOf(aid: OwnAid, today: string) {
  const paid = aid.stages.filter((stage) => stage.paidOn !== null);
  const last = paid.at(-1);
  return {
    id: aid.id,
    programme: aid.programme,
    whose: [whose[aid.target], aid.forName && `atas nama ${aid.forName}`]
      .filter(Boolean)
      .join(', '),
    label: aidStateNames[aid.state],
    tone: aidStateTones[aid.state],
    words: aid.closed ? 'Program ini sudah berakhir.' : aidStateWords[aid.state],
    paid: last && `${last.name}, ${withSum(last.paidOn!, last.amount)}`,
    next: aid.next && `${aid.next.name}, rencana ${withSum(aid.next.plannedOn, aid.next.amount)}`,
    late: aid.next !== undefined && aid.next.plannedOn < today,
  };
}

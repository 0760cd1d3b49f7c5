import { redirect } from '@sveltejs/kit';
import { formatDateLong, formatMonth, villageDate } from '#lib/domain/dates-id.ts';
import { eventKindOf, eventKinds, eventRules } from '#lib/domain/event-rules.ts';
import { may } from '#lib/domain/roles.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import {
  countMonth,
  dismissProposal,
  listEvents,
  listProposals,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const monthsBack = 36;

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim();
  const thisMonth = villageDate(now(), village.timeZone).slice(0, 7);
  const typed = url.searchParams.get('bulan');
  const month =
    typed === '' ? '' : /^\d{4}-(0[1-9]|1[0-2])$/.test(typed ?? '') ? typed! : thisMonth;
  const kind = eventKindOf(asked('jenis'));
  const page = Number.parseInt(asked('halaman'), 10) || 1;
  const data = await withVillage(village.id, async (tx) => ({
    events: await listEvents(tx, visitor, { month: month || undefined, kind, page }),
    figures: month && month <= thisMonth ? await countMonth(tx, visitor, month) : undefined,
    proposals: await listProposals(tx, visitor),
  }));
  return {
    month,
    kind: kind ? eventRules[kind].slug : '',
    monthName: month ? formatMonth(month) : '',
    months: lastMonths(thisMonth).map((value) => ({ value, label: formatMonth(value) })),
    kinds: eventKinds.map((one) => ({ value: eventRules[one].slug, label: eventRules[one].name })),
    mayRecord: visitor.kind === 'staff' && may(visitor.roles, 'events.record'),
    dismissed: url.searchParams.has('dikesampingkan'),
    figures: data.figures && {
      start: data.figures.start,
      end: data.figures.end,
      moves: data.figures.moves.map((move) => ({
        name: eventRules[move.kind].name,
        change: move.effect * move.people,
      })),
    },
    events: {
      ...data.events,
      items: data.events.items.map((event) => ({
        ...event,
        kind: eventRules[event.kind].name,
        day: formatDateLong(event.occurredOn),
      })),
    },
    proposals: data.proposals.map(({ id, kind: proposed, name, letter, residentId }) => ({
      id,
      name,
      letter,
      kind: eventRules[proposed].name,
      href: `/kantor/peristiwa/baru/${eventRules[proposed].slug}?warga=${residentId}&usulan=${id}`,
    })),
  };
};

function lastMonths(latest: string): string[] {
  const [year, month] = latest.split('-').map(Number) as [number, number];
  return Array.from({ length: monthsBack }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

export const actions: Actions = {
  kesampingkan: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(String(form.get('usulan') ?? ''));
      await withVillage(village.id, (tx) => dismissProposal(tx, village.id, visitor, id));
      redirect(303, '/kantor/peristiwa?dikesampingkan=1');
    });
  },
};

import { redirect } from '@sveltejs/kit';
import { formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { eventRules } from '#lib/domain/event-rules.ts';
import { may } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { openEvent, undoPopulationEvent } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const event = await withVillage(village.id, (tx) => openEvent(tx, visitor, id));
  const rule = eventRules[event.kind];
  const time = (at: Date) => formatDateTime(at, village.timeZone);
  return {
    title: `${rule.name}: ${event.name}`,
    event: {
      ...event,
      recordedAt: time(event.recordedAt),
      undo: event.undo && { ...event.undo, at: time(event.undo.at) },
    },
    rows: [
      { label: rule.day, value: formatDateLong(event.occurredOn) },
      { label: 'Dilaporkan', value: formatDateLong(event.reportedOn) },
      ...event.rows,
      {
        label: 'Dokumen',
        value: [event.documentNumber, event.documentOn && formatDateLong(event.documentOn)]
          .filter(Boolean)
          .join(', '),
      },
      { label: 'Dicatat', value: `${time(event.recordedAt)} oleh ${event.recordedBy}` },
    ],
    mayUndo: visitor.kind === 'staff' && may(visitor.roles, 'events.record') && !event.undo,
    done: url.searchParams.has('dicatat')
      ? 'Peristiwa tercatat.'
      : url.searchParams.has('dibatalkan')
        ? 'Peristiwa dibatalkan. Data warga dan keluarga kembali seperti sebelumnya.'
        : undefined,
  };
};

export const actions: Actions = {
  batalkan: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const eventId = requireId(params.id);
      const reason = String(form.get('alasan') ?? '');
      await withVillage(village.id, (tx) =>
        undoPopulationEvent(tx, village, visitor, { eventId, reason }),
      );
      redirect(303, `/kantor/peristiwa/${eventId}?dibatalkan=1`);
    });
  },
};

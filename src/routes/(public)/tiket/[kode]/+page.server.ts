import { formatDateFull, formatDateLong } from '#lib/domain/dates-id.ts';
import { followTicket } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' });
  const ticket = await withVillage(village.id, (tx) => followTicket(tx, params.kode));
  return {
    ticket: {
      ...ticket,
      sent: ticket.sentAt && formatDateLong(ticket.sentAt, village.timeZone),
      promise: ticket.promisedOn && formatDateFull(ticket.promisedOn),
    },
  };
};

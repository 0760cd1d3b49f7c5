import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { channelOfSlug, channelWords } from '#lib/domain/channel.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { deliveryStateWords } from '#lib/domain/delivery-state.ts';
import { may } from '#lib/domain/roles.ts';
import { listDeliveries, retryDelivery, type DeliveryGroup } from '#lib/server/channels/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const groups: Record<string, DeliveryGroup> = {
  dicoba: 'failed',
  menunggu: 'waiting',
  terkirim: 'sent',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'deliveries.read');
  const asked = url.searchParams.get('keadaan') ?? '';
  const group = groups[asked] ?? 'given-up';
  const channel = channelOfSlug(url.searchParams.get('saluran') ?? '');
  const page = Number(url.searchParams.get('halaman')) || 1;
  const found = await withVillage(village.id, (tx) =>
    listDeliveries(tx, visitor, { group, channel, page }),
  );
  const time = (at: Date) => formatDateTime(at, village.timeZone);
  return {
    ...found,
    group,
    asked: groups[asked] ? asked : '',
    channel: channel ? channelWords[channel].slug : '',
    channels: found.channels.map((one) => channelWords[one]),
    lines: found.lines.map((line) => ({
      ...line,
      channel: channelWords[line.channel].name,
      state: deliveryStateWords[line.state],
      at: time(line.at),
      nextAt: line.nextAt && time(line.nextAt),
    })),
    mayRetry: may(visitor.roles, 'deliveries.retry'),
    retried: url.searchParams.has('dicoba-lagi'),
  };
};

export const actions: Actions = {
  ulang: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      requireOfficer(visitor, 'deliveries.retry');
      await withVillage(village.id, (tx) =>
        retryDelivery(tx, village, visitor, requireId(String(form.get('kiriman') ?? ''))),
      );
      redirect(303, '/kantor/pemberitahuan?keadaan=menunggu&dicoba-lagi=1');
    });
  },
};

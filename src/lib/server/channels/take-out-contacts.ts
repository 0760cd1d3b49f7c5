import { requireResident } from '#lib/domain/authority.ts';
import { channelWords } from '#lib/domain/channel.ts';
import { deliveryReasons, isDeliveryReason } from '#lib/domain/delivery-reason.ts';
import { deliveryStateWords } from '#lib/domain/delivery-state.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { openAddress } from './address.ts';
import { findContacts } from './contact-store.ts';
import { findDeliveriesOf } from './delivery-store.ts';

/** Where a resident is told, and what was sent there, in words of their language. */
export async function takeOutContacts(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireResident(visitor);
  const { residentId } = visitor;
  return {
    alamat: (await findContacts(tx, residentId)).map((row) => ({
      saluran: channelWords[row.channel].name,
      alamat: openAddress(village.id, residentId, row.channel, row.address_sealed),
      perangkat: row.label || null,
      menyala: row.switched_on,
      dipastikan: row.verified_at,
    })),
    kiriman: (await findDeliveriesOf(tx, residentId)).map((row) => ({
      saluran: channelWords[row.channel].name,
      dibuat: row.created_at,
      isi: row.text,
      keadaan: deliveryStateWords[row.state],
      sebab: row.reason && isDeliveryReason(row.reason) ? deliveryReasons[row.reason] : null,
      sejak: row.changed_at,
    })),
  };
}

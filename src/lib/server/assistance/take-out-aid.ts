import { requireResident } from '#lib/domain/authority.ts';
import { aidStateNames } from '#lib/domain/aid-status.ts';
import { aidVoiceKinds, aidVoiceStates } from '#lib/domain/aid-voice.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { listOwnAid } from './own-aid.ts';
import { findVoicesOf } from './voice-store.ts';

/** More than anyone has. */
const most = 10_000;

/** What is held of the visitor about aid, for *Ambil data saya*: their own and their family's, and what they said. */
export async function takeOutAid(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireResident(visitor);
  const aid = await listOwnAid(tx, village, visitor);
  const voices = await findVoicesOf(tx, visitor.residentId, most);
  return {
    penerimaan: aid.map((one) => ({
      program: one.programme,
      atas_nama: one.forName || visitor.name,
      keadaan: aidStateNames[one.state],
      penyaluran: one.stages.map(({ name, plannedOn, amount, paidOn }) => ({
        tahap: name,
        rencana: plannedOn,
        jumlah: amount,
        disalurkan: paidOn,
      })),
    })),
    usul_dan_sanggah: voices.map((one) => ({
      jenis: aidVoiceKinds[one.kind],
      program: one.programme_name,
      alasan: one.reason,
      dikirim: one.created_at,
      keadaan: aidVoiceStates[one.state].label,
      jawaban: one.answer,
    })),
  };
}

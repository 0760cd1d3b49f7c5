import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '#lib/server/villages/index.ts';
import { carryOn } from './carry-on.ts';
import { findSilentLocked, findUntoldLocked } from './office-store.ts';
import { forgetOld } from './forget-old.ts';
import { tellReporter } from './tell-reporter.ts';
import { insertStep } from './thread-store.ts';
import { today } from './village-rules.ts';
import { updateVoice } from './voice-store.ts';

const system = { kind: 'system', name: 'Balai' } as const;
const batch = 50;

/**
 * What time does to voices: of those that nobody moved by the day that was owed, whoever leads the
 * office is told; answered ones whose reporter stays silent are closed; what is no longer needed of old
 * ones is forgotten. Each is recorded by itself, so
 * that the trail can hide it from the one it is about.
 */
export async function watchVoices(villageId: number): Promise<void> {
  const village = await getVillage(villageId);
  for (const work of [escalateLate, closeSilent, forgetOld]) {
    let count: number;
    do count = await withVillage(villageId, (tx) => work(tx, village, batch));
    while (count >= batch);
  }
}

async function escalateLate(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const late = await findUntoldLocked(tx, today(village), limit);
  for (const voice of late) {
    const at = now();
    await updateVoice(tx, voice.id, { escalated_at: at });
    await insertStep(tx, {
      village_id: village.id,
      voice_id: voice.id,
      at,
      action: 'escalate',
      to_state: voice.state,
      by_kind: 'system',
    });
    await recordEvent(tx, village.id, system, {
      action: 'voices.escalate',
      subjectKind: 'voice',
      subjectId: voice.id,
      details: { reference: voice.reference },
    });
    await tellReporter(
      tx,
      village.id,
      voice,
      'maaf, belum dijawab pada hari yang dijanjikan. Pimpinan kantor desa sudah diingatkan.',
    );
  }
  return late.length;
}

async function closeSilent(tx: VillageTx, village: VillageContext, limit: number): Promise<number> {
  const silent = await findSilentLocked(tx, today(village), limit);
  for (const voice of silent) {
    await carryOn(tx, village, voice, {
      action: 'close',
      to: 'done',
      by: { kind: 'system' },
      actor: system,
    });
    await tellReporter(
      tx,
      village.id,
      voice,
      'ditutup karena tidak ada tanggapan. Anda masih bisa membukanya lagi.',
    );
  }
  return silent.length;
}

import { platform } from './platform/index.ts';
import { queueDeliveries, sendDelivery, sweepChannels } from './channels/index.ts';
import { carryOutBatch, resumeBatches } from './access/index.ts';
import { carryOutLetterBatch, resumeLetterBatches } from './letters/index.ts';
import { handOnOutboxRow } from './notices/index.ts';
import { checkCertificate, doAllChores, scheduleChores } from './chores.ts';
import { carryOutImport, readImport, resumeImports } from './population/index.ts';
import { findVillageIds } from './villages/index.ts';

/** Starts the background work of all rooms. */
export async function startWork(): Promise<void> {
  await platform().jobs.work({
    outbox: (data) => handOnOutboxRow(data.villageId, String(data.outboxId), queueDeliveries),
    delivery: async (data) => {
      await sendDelivery(data.villageId, String(data.deliveryId));
    },
    channels: sweepChannels,
    'import-read': (data) => readImport(data.villageId, String(data.jobId)),
    'import-commit': (data) => carryOutImport(data.villageId, String(data.jobId)),
    'pin-batch': (data) => carryOutBatch(data.villageId, String(data.batchId)),
    'letter-batch': (data) => carryOutLetterBatch(data.villageId, String(data.batchId)),
    chores: doAllChores,
  });
  await scheduleChores();
  await platform().jobs.repeat('channels', '* * * * *');
  for (const villageId of await findVillageIds()) {
    await resumeImports(villageId);
    await resumeBatches(villageId);
    await resumeLetterBatches(villageId);
    await checkCertificate(villageId);
  }
}

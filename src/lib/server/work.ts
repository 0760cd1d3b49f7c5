import { platform } from './platform/index.ts';
import { handOnOutboxRow } from './notices/index.ts';
import { doChores, scheduleChores } from './chores.ts';

/** Starts the background work of all rooms. */
export async function startWork(): Promise<void> {
  await platform().jobs.work({
    outbox: (data) => handOnOutboxRow(data.villageId, String(data.outboxId)),
    chores: (data) => doChores(data.villageId),
  });
  await scheduleChores();
}

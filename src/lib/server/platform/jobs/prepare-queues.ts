import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { roles } from '../database/roles.ts';
import { throughClient } from './jobs.ts';
import { queues } from './queues.ts';

/** Lays out pg-boss' schema and our queues as the owner, and lets the app's role work with them. */
export async function prepareQueues(owner: pg.ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: throughClient(owner),
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => {});
  await boss.start();
  const existing = new Set((await boss.getQueues()).map((q) => q.name));
  for (const [name, options] of Object.entries(queues)) {
    if (!existing.has(name)) await boss.createQueue(name, options);
  }
  await boss.stop({ graceful: false, close: false });
  await owner.query(`
    grant usage on schema pgboss to ${roles.app};
    grant select, insert, update, delete on all tables in schema pgboss to ${roles.app};
    grant usage, select on all sequences in schema pgboss to ${roles.app};
    grant execute on all functions in schema pgboss to ${roles.app};`);
}

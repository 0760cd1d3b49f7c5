import { CompiledQuery, type Transaction } from 'kysely';
import { Pool, type ClientConfig, type ClientBase, type QueryResult } from 'pg';
import type { Db, PgBoss } from 'pg-boss';
import type { DB } from '../schema.d.ts';
import { log } from '../log.ts';
import type { QueueName } from './queues.ts';

/** What a job carries: always the village it is for, or 0 for the whole house. */
export interface JobData {
  villageId: number;
  [key: string]: unknown;
}
export type JobHandler = (data: JobData) => Promise<void>;

/** Sends and works off background jobs that live in the same database. */
export interface Jobs {
  /** Enqueues within the transaction: the job exists exactly if the transaction commits. */
  send(tx: Transaction<DB>, queue: QueueName, data: JobData): Promise<void>;
  /** Starts working off queues. */
  work(handlers: Partial<Record<QueueName, JobHandler>>): Promise<void>;
  /** Has a job for the whole house done at the times of a cron line. */
  repeat(queue: QueueName, cron: string): Promise<void>;
  /** Lets running jobs finish (up to 20 s), then stops. */
  stop(): Promise<void>;
}

/** pg-boss sends several statements at once and wants the rows of all of them. */
export const throughClient = (client: Pick<ClientBase, 'query'>): Db => ({
  async executeSql(text, values) {
    const results = (await client.query(text, values)) as QueryResult | QueryResult[];
    return { rows: [results].flat().flatMap((result) => result.rows as unknown[]) };
  },
});

const throughTransaction = (db: Transaction<DB>): Db => ({
  executeSql: (text, values) =>
    db.executeQuery(CompiledQuery.raw(text, values)) as Promise<{ rows: unknown[] }>,
});

/**
 * The queues, connected to when they are first used: most commands send no job, and the library is
 * large. They use the pool; only connecting has a connection of its own, since the first job may be sent
 * by the transaction that holds the pool's last.
 */
export function openJobs(pool: Pool, connectAs: ClientConfig): Jobs {
  let connected: Promise<PgBoss> | undefined;
  const boss = () => {
    connected ??= connect(pool, connectAs).catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  };
  return {
    async send(tx, queue, data) {
      await (await boss()).send(queue, data, { db: throughTransaction(tx) });
    },
    async work(handlers) {
      for (const [queue, handle] of Object.entries(handlers)) {
        await (
          await boss()
        ).work<JobData>(queue, { pollingIntervalSeconds: 1 }, async (jobs) => {
          for (const job of jobs) {
            try {
              await handle(job.data);
            } catch (error) {
              log.error({ error, queue, villageId: job.data.villageId }, 'job failed');
              throw error;
            }
          }
        });
      }
    },
    async repeat(queue, cron) {
      await (await boss()).schedule(queue, cron, { villageId: 0 } satisfies JobData);
    },
    async stop() {
      await (
        await connected?.catch(() => undefined)
      )?.stop({ graceful: true, timeout: 20_000, close: false });
    },
  };
}

async function connect(pool: Pool, connectAs: ClientConfig): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const alone = new Pool({ ...connectAs, max: 1 });
  let through = throughClient(alone);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => through.executeSql(text, values) },
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    clockMonitorIntervalSeconds: 600,
  });
  boss.on('error', (error) => log.error({ error }, 'job machinery failed'));
  try {
    await boss.start();
    through = throughClient(pool);
  } finally {
    await alone.end();
  }
  return boss;
}

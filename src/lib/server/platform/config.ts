import { resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  BALAI_DATA: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_URL_APP: z.string().optional(),
  BALAI_DEMO: z.enum(['0', '1']).default('0'),
  BALAI_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  BALAI_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  BALAI_JOBS: z.enum(['0', '1']).default('1'),
  BALAI_PUSH_SERVICES: z.string().default(''),
});

/** What the environment decides. Everything else is a setting of a village. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path of the folder that holds database, files and keys. */
  dataDir: string;
  /** An outside PostgreSQL, connected to as its owner; else the embedded server is used. */
  databaseUrl: string | undefined;
  /** The app's own connection to an outside PostgreSQL, where the owner may not create roles. */
  databaseUrlApp: string | undefined;
  demo: boolean;
  /** Believe x-forwarded-* headers: only behind a reverse proxy that sets them. */
  trustProxy: boolean;
  logLevel: string;
  /** Whether this process works off jobs (switched off where a separate worker does). */
  jobs: boolean;
  /** Hosts of web push services beside those of the known browsers. */
  pushServices: readonly string[];
}

/**
 * Reads and checks the environment at start.
 * @throws Error naming the variable that is wrong
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Environment variable ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.BALAI_DATA),
    databaseUrl: e.DATABASE_URL || undefined,
    databaseUrlApp: e.DATABASE_URL_APP || undefined,
    demo: e.BALAI_DEMO === '1',
    trustProxy: e.BALAI_TRUST_PROXY === '1',
    logLevel: e.BALAI_LOG,
    jobs: e.BALAI_JOBS === '1',
    pushServices: e.BALAI_PUSH_SERVICES.split(',')
      .map((host) => host.trim())
      .filter(Boolean),
  };
}

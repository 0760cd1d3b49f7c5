import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Refusal } from '#lib/domain/refusal.ts';
import { platform } from '#lib/server/platform/index.ts';

/** argon2id, m = 19 MiB, t = 2, p = 1 (OWASP's first choice): about 18 ms. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const costText = '$argon2id$v=19$m=19456,t=2,p=1$';

const inFlightLimit = 4;
const queueLimit = 50;
const retryAfterSeconds = 5;

/** Whose secret it is: mixed into the hash, so that one account's hash is of no use in another's. */
export interface SecretOwner {
  villageId: number;
  /** Account id; undefined for an account that does not exist. */
  accountId: string | undefined;
}

/** Hashes and checks PINs and passwords. */
export interface Hasher {
  /** @returns the form to store: `<pepper version>:<argon2id hash>` */
  hash(owner: SecretOwner, secret: string): Promise<string>;
  /**
   * Checks a secret. Without a stored form the same work is done against a hash that nothing
   * matches, so that an account that does not exist takes as long as one that does (ASVS 6.3.8).
   * `stale`: the pepper or the cost has changed since; store a new hash.
   */
  verify(
    owner: SecretOwner,
    stored: string | null | undefined,
    secret: string,
  ): Promise<{ ok: boolean; stale: boolean }>;
}

/** What hashing costs this process; shown at /metrics. */
export interface HashingFigures {
  inFlight: number;
  queued: number;
  /** Since the start. */
  hashed: number;
  verified: number;
  refused: number;
}

let admitted = 0;
let running = 0;
const waiting: (() => void)[] = [];
const totals = { hashed: 0, verified: 0, refused: 0 };

export function hashingFigures(): HashingFigures {
  return { inFlight: running, queued: waiting.length, ...totals };
}

/**
 * Does work that checks or makes memorised secrets. A place in the queue is taken before anything
 * else is done, so that a flood costs neither memory nor connections.
 * @throws Refusal `busy` when four are at work and fifty wait
 */
export async function withHasher<T>(work: (hasher: Hasher) => Promise<T>): Promise<T> {
  if (admitted >= inFlightLimit + queueLimit) {
    totals.refused++;
    throw new Refusal(
      'busy',
      'Sedang banyak yang masuk. Tunggu beberapa detik, lalu coba lagi.',
      {},
      retryAfterSeconds,
    );
  }
  admitted++;
  try {
    return await work(hasher);
  } finally {
    admitted--;
  }
}

const hasher: Hasher = {
  async hash(owner, secret) {
    const { version, digest } = pepper(owner, secret);
    const phc = await inTurn(() => hash(digest, cost));
    totals.hashed++;
    return `${version}:${phc}`;
  },
  async verify(owner, stored, secret) {
    const { version, phc } = parse(stored ?? nobodysHash);
    const { digest } = pepper(owner, secret, version);
    const matches = await inTurn(() => verify(phc, digest));
    totals.verified++;
    const newest = pepper(owner, '').version;
    return {
      ok: Boolean(stored) && matches,
      stale: version !== newest || !phc.startsWith(costText),
    };
  },
};

/** At most four at once: each takes 19 MiB and a thread. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= inFlightLimit) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await work();
  } finally {
    // The place is handed to the next in line, or given up.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function pepper(owner: SecretOwner, secret: string, version?: number) {
  const text = `${owner.villageId}:${owner.accountId ?? ''}:${secret}`;
  const peppered = platform().secrets.pepper(text, version);
  // As text: the library reads bytes as UTF-8.
  return { version: peppered.version, digest: peppered.digest.toString('base64') };
}

function parse(stored: string): { version: number | undefined; phc: string } {
  const colon = stored.indexOf(':');
  return { version: Number(stored.slice(0, colon)) || undefined, phc: stored.slice(colon + 1) };
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
const nobodysHash = `:${costText}${base64(randomBytes(16))}$${base64(randomBytes(32))}`;

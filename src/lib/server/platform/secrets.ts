import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  /** Keys by version, base64 of 32 bytes; the highest version is in use, older ones still read. */
  peppers: z.record(z.string(), z.string()),
  sealKeys: z.record(z.string(), z.string()),
  /** Passwords of the embedded server's roles. */
  database: z.object({
    superuser: z.string(),
    owner: z.string(),
    app: z.string(),
    report: z.string(),
  }),
});
type SecretFile = z.infer<typeof shape>;

/** The keys that must never be in the database. */
export interface Secrets {
  database: SecretFile['database'];
  /** Keyed hash of a memorised secret with the pepper of a version (default: the newest). */
  pepper(input: string, version?: number): { version: number; digest: Buffer };
  /** AES-256-GCM; `context` is authenticated, so that a sealed value cannot be moved elsewhere. */
  seal(plain: Uint8Array, context: string): Buffer;
  /** @throws Error when the bytes were changed or the context differs */
  open(sealed: Uint8Array, context: string): Buffer;
  /** HMAC-SHA-256 under the newest seal key, for checkpoints. */
  mac(input: string): Buffer;
}

const key = () => randomBytes(32).toString('base64');
const password = () => randomBytes(24).toString('base64url');
const newest = (keys: Record<string, string>) => Math.max(...Object.keys(keys).map(Number));

/** Reads `secrets.json` in the data folder, or creates it (mode 0600) at the first start. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'secrets.json');
  if (!existsSync(path)) {
    const fresh: SecretFile = {
      peppers: { 1: key() },
      sealKeys: { 1: key() },
      database: { superuser: password(), owner: password(), app: password(), report: password() },
    };
    createOnce(path, JSON.stringify(fresh, null, 2));
  }
  return secretsFrom(shape.parse(JSON.parse(readFileSync(path, 'utf8'))));
}

/**
 * Writes a file that must come into being once: flushed aside and linked into place, so that a power
 * cut leaves either no file or a whole one, and of two that start at once the first one's stays.
 */
function createOnce(path: string, text: string) {
  const aside = `${path}.${randomUUID()}`;
  const file = openSync(aside, 'wx', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function secretsFrom(file: SecretFile): Secrets {
  const keyOf = (keys: Record<string, string>, version: number) => {
    const found = keys[String(version)];
    if (!found) throw new Error(`secrets.json has no key of version ${version}`);
    return Buffer.from(found, 'base64');
  };
  const sealVersion = newest(file.sealKeys);
  return {
    database: file.database,
    pepper(input, version = newest(file.peppers)) {
      return {
        version,
        digest: createHmac('sha256', keyOf(file.peppers, version)).update(input).digest(),
      };
    },
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(file.sealKeys, sealVersion), iv);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.from([sealVersion]), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyOf(file.sealKeys, bytes[0] ?? 0),
        bytes.subarray(1, 13),
      );
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]);
    },
    mac(input) {
      return createHmac('sha256', keyOf(file.sealKeys, sealVersion))
        .update('mac:' + input)
        .digest();
    },
  };
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Secrets } from './secrets.ts';

/** Where bytes are kept. The local folder now; an object store later speaks the same words. */
export interface Files {
  /** Keeps the bytes encrypted under their own SHA-256; keeping the same bytes twice is one file. */
  put(villageId: number, bytes: Uint8Array): Promise<Buffer>;
  /** @throws Error when the file is missing or was tampered with */
  get(villageId: number, sha256: Uint8Array): Promise<Buffer>;
  remove(villageId: number, sha256: Uint8Array): Promise<void>;
  /** The addresses of files that were put before then. */
  list(villageId: number, before: Date): AsyncIterable<Buffer>;
  /** Removes what a power cut left of files being written before then. @returns how many */
  removeHalfWritten(villageId: number, before: Date): Promise<number>;
}

/** Files in a local folder: `<village>/<first two digits>/<sha256>`, each sealed with AES-256-GCM. */
export function openFiles(root: string, secrets: Secrets): Files {
  const pathOf = (villageId: number, sha256: Uint8Array) => {
    const name = Buffer.from(sha256).toString('hex');
    return join(root, String(villageId), name.slice(0, 2), name);
  };
  const contextOf = (villageId: number, sha256: Uint8Array) =>
    `file:${villageId}:${Buffer.from(sha256).toString('hex')}`;

  /** Everything in a village's folder that was last written before then. */
  async function* walk(villageId: number, before: Date) {
    const folder = join(root, String(villageId));
    const entries = await opendir(folder, { recursive: true }).catch(() => undefined);
    for await (const entry of entries ?? []) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const written = await stat(path).catch(() => undefined);
      if (written && written.mtime < before) yield { name: entry.name, path };
    }
  }

  return {
    async put(villageId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest();
      const path = pathOf(villageId, sha256);
      if (await stat(path).catch(() => undefined)) return sha256;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Written aside, flushed and renamed: after a power cut a file is there whole or not at all.
      const aside = `${path}.${randomUUID()}`;
      const handle = await open(aside, 'wx', 0o600);
      try {
        await handle.writeFile(secrets.seal(bytes, contextOf(villageId, sha256)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(aside, path);
      return sha256;
    },
    async get(villageId, sha256) {
      const bytes = secrets.open(
        await readFile(pathOf(villageId, sha256)),
        contextOf(villageId, sha256),
      );
      if (!createHash('sha256').update(bytes).digest().equals(sha256))
        throw new Error('A stored file does not match its address.');
      return bytes;
    },
    async remove(villageId, sha256) {
      await rm(pathOf(villageId, sha256), { force: true });
    },
    async *list(villageId, before) {
      for await (const { name } of walk(villageId, before))
        if (/^[0-9a-f]{64}$/.test(name)) yield Buffer.from(name, 'hex');
    },
    async removeHalfWritten(villageId, before) {
      let removed = 0;
      for await (const { name, path } of walk(villageId, before)) {
        if (!/^[0-9a-f]{64}\.[0-9a-f-]{36}$/.test(name)) continue;
        await rm(path, { force: true });
        removed++;
      }
      return removed;
    },
  };
}

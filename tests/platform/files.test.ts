import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openFiles, type Files } from '../../src/lib/server/platform/files.ts';
import {
  dropStoredFile,
  platform,
  readStoredFile,
  storeFile,
  sweepStoredFiles,
  withVillage,
} from '../../src/lib/server/platform/index.ts';
import { loadSecrets } from '../../src/lib/server/platform/secrets.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { dataFolder } from './balai-process.ts';

const words = Buffer.from('Kartu Tanda Penduduk 5207021506850001 '.repeat(50));

/** Every file below a folder, by its path in it. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the folder', () => {
  const fresh = () => {
    const folder = dataFolder();
    const root = join(folder, 'files');
    return { root, files: openFiles(root, loadSecrets(folder)) };
  };

  test('holds no plain bytes, and for its owner only (ASVS 16.x)', async () => {
    const { root, files } = fresh();
    const sha256 = await files.put(1, words);
    const [path] = filesIn(root);
    expect(readFileSync(path!).includes('5207021506850001')).toBe(false);
    expect(readFileSync(path!).includes('Kartu')).toBe(false);
    expect(statSync(path!).mode & 0o777).toBe(0o600);
    expect((await files.get(1, sha256)).equals(words)).toBe(true);
  });

  test('keeps the same bytes once, also when they come at once, and leaves nothing half', async () => {
    const { root, files } = fresh();
    const all = await Promise.all(Array.from({ length: 8 }, () => files.put(1, words)));
    expect(new Set(all.map((sha256) => sha256.toString('hex'))).size).toBe(1);
    expect(filesIn(root)).toHaveLength(1);
  });

  test('finds out when bytes were changed, cut off or put elsewhere', async () => {
    const { root, files } = fresh();
    const sha256 = await files.put(1, words);
    const [path] = filesIn(root);
    const sealed = readFileSync(path!);
    for (const at of [0, 5, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      writeFileSync(path!, changed);
      await expect(files.get(1, sha256), `byte ${at}`).rejects.toThrow();
    }
    writeFileSync(path!, sealed.subarray(0, 40));
    await expect(files.get(1, sha256)).rejects.toThrow();

    // Another village's file, or another file, in its place.
    const other = await files.put(2, words);
    writeFileSync(filesIn(join(root, '2'))[0]!, sealed);
    await expect(files.get(2, other)).rejects.toThrow();
  });

  test('another installation cannot read it', async () => {
    const { root, files } = fresh();
    const sha256 = await files.put(1, words);
    const stranger = openFiles(root, loadSecrets(dataFolder()));
    await expect(stranger.get(1, sha256)).rejects.toThrow();
    await expect(fresh().files.get(1, sha256)).rejects.toThrow(/ENOENT/);
  });
});

describe('the records', () => {
  useWorld();
  let village: number;
  let files: Files;
  beforeAll(async () => {
    village = (await makeVillage()).id;
    files = platform().files;
  });
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village, work);
  const store = (bytes: Uint8Array) =>
    run((tx) => storeFile(tx, village, bytes, 'application/octet-stream'));
  const onDisk = (sha256: Uint8Array) =>
    files.get(village, sha256).then(
      () => true,
      () => false,
    );

  test('letting go of a file that another record shares keeps the bytes', async () => {
    const one = await store(Buffer.from('dua kali'));
    const two = await store(Buffer.from('dua kali'));
    await run((tx) => dropStoredFile(tx, one.id));
    await expect(run((tx) => readStoredFile(tx, village, one.id))).rejects.toThrow();
    await sweepStoredFiles(village);
    expect((await run((tx) => readStoredFile(tx, village, two.id))).content.toString()).toBe(
      'dua kali',
    );
    await run((tx) => dropStoredFile(tx, two.id));
    expect(await onDisk(two.sha256)).toBe(true);
    expect(await sweepStoredFiles(village)).toBe(1);
    expect(await onDisk(two.sha256)).toBe(false);
    expect(await sweepStoredFiles(village)).toBe(0);
  });

  test('letting go that is rolled back loses nothing', async () => {
    const kept = await store(Buffer.from('tetap ada'));
    await run(async (tx) => {
      await dropStoredFile(tx, kept.id);
      throw new Error('batal');
    }).catch(() => {});
    await sweepStoredFiles(village);
    expect((await run((tx) => readStoredFile(tx, village, kept.id))).content.toString()).toBe(
      'tetap ada',
    );
  });

  test('the same bytes kept again while they are swept are there afterwards', async () => {
    for (let i = 0; i < 5; i++) {
      const bytes = Buffer.from(`berebut ${i}`);
      const old = await store(bytes);
      await run((tx) => dropStoredFile(tx, old.id));
      const [again] = await Promise.all([store(bytes), sweepStoredFiles(village)]);
      await sweepStoredFiles(village);
      const { content } = await run((tx) => readStoredFile(tx, village, again.id));
      expect(content.equals(bytes)).toBe(true);
    }
  });
});

import { basename } from 'node:path';
import { formatRegionCode } from '#lib/domain/region.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { log, now, tendDatabase, withVillage } from '#lib/server/platform/index.ts';
import { refreshVillages, type VillageContext } from '#lib/server/villages/index.ts';
import { carryBatch } from './carry-batch.ts';
import { UnreadableDump, UNREADABLE_DUMP } from './dump/unreadable-dump.ts';
import { type DumpFacts, type DumpVillage, examineDump } from './examine-dump.ts';
import {
  dropOthers,
  findImport,
  findUnfinished,
  insertImport,
  lockImport,
  updateImport,
} from './import-store.ts';
import { CARRIER } from './policy.ts';
import type { CarryProgress } from './carry-progress.ts';
import { type CarriedImport, describeImport } from './import-view.ts';
import { stageDump } from './stage-dump.ts';

/** From so many rows on it matters which way the database looks for one; it counts again after so many batches. */
const MANY_ROWS = 1_000;
const MANY_BATCHES = 10;

/** Where the database knows these tables as empty, it reads all of them for every batch. */
const ANALYSE = `analyze opensid_row (village_id, import_id, table_name, number, source_id), source_key,
  resident, family, household`;

export interface CarryOptions {
  /** Which village of the dump, where it holds several. */
  configId?: number | undefined;
  /** The village's code may be another one in the dump. */
  otherCode?: boolean;
  onProgress?: (progress: CarryProgress) => void;
}

/**
 * Carries a whole OpenSID database dump over into a village. The file is read to its end before
 * anything is written; then its rows are put aside and go in step by step, each step in transactions
 * of its own. Stopped at any moment, the same call goes on where it was; called again when it was
 * done, it changes only what differs.
 * @throws UnreadableDump with a sentence when the file cannot be carried over
 */
export async function carryOpensid(
  village: VillageContext,
  path: string,
  { configId, otherCode = false, onProgress = () => {} }: CarryOptions = {},
): Promise<CarriedImport> {
  const show = (title: string) => (progress: { bytes: number; of: number }) =>
    onProgress({ title, part: progress.bytes / Math.max(1, progress.of) });
  const facts = await examineDump(path, show('Memeriksa berkas'));
  const chosen = choose(facts, configId);
  if (!otherCode) requireSameVillage(village, chosen);
  const importId = await begin(village, path, facts, chosen);
  try {
    const alone = facts.villages.length === 1;
    const job = await withVillage(village.id, (tx) => lockImport(tx, importId));
    if (job.step === 0) {
      const config = { id: chosen.configId, alone };
      await stageDump(village.id, importId, path, config, show('Membaca berkas'));
    }
    const rows = Object.values(facts.tables).reduce((sum, count) => sum + count, 0);
    let step = '';
    let batches = MANY_BATCHES;
    for (;;) {
      const progress = await carryBatch(village, importId);
      if (!progress) break;
      batches += 1;
      if (rows > MANY_ROWS && batches > MANY_BATCHES && progress.title !== step) {
        await tendDatabase((owner) => owner.query(ANALYSE));
        batches = 0;
      }
      step = progress.title;
      onProgress(progress);
    }
  } catch (error) {
    log.error({ error, villageId: village.id, importId }, 'import of a dump stopped');
    await withVillage(village.id, (tx) =>
      updateImport(tx, importId, {
        state: 'failed',
        failure: 'Terhenti karena gangguan. Jalankan perintah yang sama untuk melanjutkan.',
        at: now(),
      }),
    );
    throw error;
  }
  refreshVillages();
  const row = await withVillage(village.id, (tx) => findImport(tx, importId));
  return describeImport(row!);
}

function choose({ villages }: DumpFacts, configId: number | undefined): DumpVillage {
  const names = () =>
    villages.map((one) => `  ${one.configId}  ${one.name} (${codeOf(one)})`).join('\n');
  if (configId !== undefined) {
    const found = villages.find((one) => one.configId === configId);
    if (found) return found;
    throw new UnreadableDump(`Tidak ada desa dengan config_id ${configId}. Yang ada:\n${names()}`);
  }
  const [first, second] = villages;
  if (!first) throw new UnreadableDump(UNREADABLE_DUMP.noVillage);
  if (!second) return first;
  throw new UnreadableDump(
    `Dump ini berisi ${villages.length} desa. Pilih satu dengan --config-id:\n${names()}`,
  );
}

const codeOf = ({ code }: DumpVillage) => (code ? formatRegionCode(code) : 'tanpa kode wilayah');

/** The wrong village's people are hard to get out again. */
function requireSameVillage(village: VillageContext, dumped: DumpVillage): void {
  if (dumped.code && formatRegionCode(dumped.code) === village.regionCode) return;
  throw new UnreadableDump(
    `Dump ini milik ${dumped.name} (${codeOf(dumped)}), bukan ${village.kind} ${village.name} (${village.regionCode}). ` +
      'Bila desanya memang sama tetapi kodenya berubah, tambahkan --other-code.',
  );
}

/** Goes on with the run of the same file, or begins one. */
async function begin(
  village: VillageContext,
  path: string,
  facts: DumpFacts,
  chosen: DumpVillage,
): Promise<string> {
  return withVillage(village.id, async (tx) => {
    const at = now();
    const unfinished = await findUnfinished(tx, facts.digest, chosen.configId);
    if (unfinished) {
      const { step } = await lockImport(tx, unfinished.id);
      const state = step === 0 ? 'reading' : 'carrying';
      await updateImport(tx, unfinished.id, { state, failure: null, at });
      return unfinished.id;
    }
    const fileName = basename(path).slice(-100);
    const id = await insertImport(tx, {
      villageId: village.id,
      fileName,
      digest: facts.digest,
      configId: chosen.configId,
      // A village's keys stay the same through its dumps, and are not those of another village.
      source: `opensid/${chosen.code ?? chosen.name}/${chosen.configId}`,
      facts: {
        version: facts.version ?? null,
        villageName: chosen.name,
        villages: facts.villages.length,
        tables: facts.tables,
      },
      at,
    });
    await dropOthers(tx, id, at);
    await recordEvent(tx, village.id, CARRIER, {
      action: 'opensid.begin',
      subjectKind: 'opensid-import',
      subjectId: id,
      details: { file: fileName },
    });
    return id;
  });
}

import { villageDate } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { mostSlips, placeWords, readNikList, type Place } from '#lib/domain/pin-batch.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { mustManageAccounts } from '../policy.ts';
import { findBatch, findIdsNotHanded, insertBatch, insertSlips } from './batch-store.ts';
import { findCandidates, findIdsByNik, type Candidates } from './candidate-store.ts';
import { judgeCandidate } from './judge-candidate.ts';

/** For whom PINs are to be made. */
export type BatchChoice =
  | { kind: 'everyone' }
  | { kind: 'place'; place: Place }
  /** NIKs as pasted, one a line or separated by commas. */
  | { kind: 'niks'; pasted: string }
  /** `name`: what the batch is called, such as "Calon penerima PIN dari OpenSID". */
  | { kind: 'residents'; ids: readonly string[]; name?: string }
  /** Those of an earlier batch whose slips were not handed over. */
  | { kind: 'again'; batchId: string };

/** Who prepares: an officer, or the command line. Only an officer issues. */
export type BatchPreparer = Visitor | { kind: 'system'; name: string };

interface Chosen {
  name: string;
  whom: Candidates;
  unknown: string[];
  again: boolean;
}

/** More than a village has, and than anyone pastes. */
const longestList = 100_000;

/**
 * Puts together who would get a PIN, and who not and why. Nothing is issued: an officer looks at it
 * at /kantor/pin/<id> and says yes (`issueBatch`).
 * @returns the batch's id
 * @throws Refusal `forbidden`, `not-found` (earlier batch), `invalid` (nobody chosen, too many)
 */
export async function prepareBatch(
  tx: VillageTx,
  village: VillageContext,
  preparer: BatchPreparer,
  choice: BatchChoice,
): Promise<string> {
  if (preparer.kind !== 'system') mustManageAccounts(preparer);
  const chosen = await choose(tx, choice);
  const at = now();
  const rules = {
    at,
    today: villageDate(at, village.timeZone),
    ownId: preparer.kind === 'staff' ? preparer.residentId : null,
    again: chosen.again,
  };
  const judged = (await findCandidates(tx, chosen.whom)).map((person) => ({
    residentId: person.id,
    leftOut: judgeCandidate(person, rules),
  }));
  const total = judged.filter((one) => !one.leftOut).length;
  if (total > mostSlips) {
    throw new Refusal(
      'invalid',
      `Ada ${total.toLocaleString('id-ID')} warga yang akan dibuatkan PIN. Sekali jalan paling banyak ${mostSlips.toLocaleString('id-ID')}: pilih per dusun, RW, atau RT.`,
      { wilayah: `Lebih dari ${mostSlips.toLocaleString('id-ID')} warga. Pilih yang lebih kecil.` },
    );
  }
  const batchId = await insertBatch(tx, {
    village_id: village.id,
    name: chosen.name,
    state: 'preview',
    total,
    again: chosen.again,
    unknown: JSON.stringify(chosen.unknown),
    created_at: at,
  });
  await insertSlips(tx, batchId, judged);
  return batchId;
}

async function choose(tx: VillageTx, choice: BatchChoice): Promise<Chosen> {
  const simple = { unknown: [], again: false };
  switch (choice.kind) {
    case 'everyone':
      return { ...simple, name: 'Semua yang belum punya akun', whom: { kind: 'everyone' } };
    case 'place':
      return { ...simple, name: placeWords(choice.place), whom: choice };
    case 'niks':
      return chooseByNik(tx, choice.pasted);
    case 'residents': {
      const ids = [...new Set(choice.ids.filter(isId))].slice(0, longestList);
      mustChooseSomebody(ids.length, 'warga', 'Centang dahulu warga yang akan dibuatkan PIN.');
      const name = choice.name?.trim().slice(0, 100) || `${ids.length} warga pilihan`;
      return { ...simple, name, whom: { kind: 'residents', ids } };
    }
    case 'again': {
      const before = await findBatch(tx, choice.batchId);
      if (!before) throw new Refusal('not-found', 'PIN massal ini tidak ditemukan.');
      const ids = await findIdsNotHanded(tx, before.id);
      if (ids.length === 0)
        throw new Refusal('conflict', 'Semua slip sudah diserahkan: tidak ada yang perlu diulang.');
      const name = `${before.name.replace(/ \(ulang\)$/, '')} (ulang)`;
      return { name, whom: { kind: 'residents', ids }, unknown: [], again: true };
    }
  }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function chooseByNik(tx: VillageTx, pasted: string): Promise<Chosen> {
  const { niks, others } = readNikList(pasted.slice(0, longestList * 20));
  mustChooseSomebody(niks.length + others.length, 'daftar-nik', 'Tempel NIK, satu setiap baris.');
  const found = await findIdsByNik(tx, niks);
  const known = new Set(found.map((row) => row.nik));
  const unknown = [...niks.filter((nik) => !known.has(nik)).map(maskNik), ...others.map(maskOther)];
  return {
    name: `Daftar ${niks.length + others.length} NIK`,
    whom: { kind: 'residents', ids: found.map((row) => row.id) },
    unknown: unknown.slice(0, 200),
    again: false,
  };
}

/** What was pasted and is no NIK, recognisable to whoever pasted it. */
const maskOther = (text: string) =>
  text.replace(/\d(?=\d{4})/g, (digit, at: number) => (at < 4 ? digit : '•'));

function mustChooseSomebody(count: number, field: string, message: string) {
  if (count === 0) throw new Refusal('invalid', message, { [field]: message });
}

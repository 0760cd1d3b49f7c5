import { mostLetters, readPastedList } from '#lib/domain/letter-batch.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findMatchingResidents, type ResidentSearch } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { updateBatch } from './batch-store.ts';
import { takeDraft } from './draft-batch.ts';
import { addItems, countItems, findListedIds, removeItem, removeItems } from './item-store.ts';
import { judgeList } from './judge-list.ts';
import { findByNames, findByNiks } from './register-store.ts';

/** Who is put on a list. */
export type ListChoice =
  | { kind: 'residents'; ids: readonly string[] }
  /** All whom a search of the register finds. */
  | { kind: 'search'; search: ResidentSearch }
  /** NIKs or names as pasted, one a line. */
  | { kind: 'pasted'; text: string };

/** More than this is not read: 2.000 names of 100 letters. */
const longestPaste = 250_000;
/** So many of what the register does not know are told by name. */
const mostUnknown = 300;

/**
 * Puts residents at the end of a list, each held against the register: who gets no letter stays on it
 * with the reason. Who is on it already stays where they are.
 * @returns how many were added, and how many of what was pasted were not found
 * @throws Refusal 'forbidden', 'conflict', 'invalid' for nobody or a list that grows too long
 */
export async function addToList(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { batchId: string; choice: ListChoice },
): Promise<{ added: number; unknown: number }> {
  const { batch, officer } = await takeDraft(tx, visitor, input.batchId);
  requireOfficer(officer, 'residents.read');
  const { ids, unknown } = await choose(tx, input.choice);
  const before = await countItems(tx, batch.id);
  if (ids.length > mostLetters) throw tooLong(ids.length);
  await addItems(tx, batch.id, ids);
  const { all } = await countItems(tx, batch.id);
  if (all > mostLetters) throw tooLong(all);
  await judgeList(tx, village, batch, ids, officer.residentId);
  const kept = [...new Set([...(batch.unknown as string[]), ...unknown])].slice(0, mostUnknown);
  await updateBatch(tx, batch, { unknown: JSON.stringify(kept), updated_at: now() });
  await recordEvent(tx, village.id, officer, {
    action: 'letters.list-residents',
    subjectKind: 'letter-batch',
    subjectId: batch.id,
    details: { name: batch.name, count: all - before.all },
  });
  return { added: all - before.all, unknown: unknown.length };
}

const count = (value: number) => value.toLocaleString('id-ID');

function tooLong(length: number): Refusal {
  const message = `Daftar ini menjadi ${count(length)} orang. Paling banyak ${count(mostLetters)}: bagi menjadi beberapa daftar.`;
  return new Refusal('invalid', message, { daftar: message });
}

function nobody(message: string): Refusal {
  return new Refusal('invalid', message, { daftar: message });
}

async function choose(
  tx: VillageTx,
  choice: ListChoice,
): Promise<{ ids: readonly string[]; unknown: string[] }> {
  switch (choice.kind) {
    case 'residents': {
      const ids = [...new Set(choice.ids.filter(isId))];
      if (ids.length === 0) throw nobody('Centang dahulu warga yang akan dimasukkan.');
      return { ids, unknown: [] };
    }
    case 'search': {
      const ids = await findMatchingResidents(tx, choice.search);
      if (!ids) throw nobody('Persempit dahulu: pilih dusun, RW, RT, umur, atau ketik nama.');
      if (ids.length === 0) throw nobody('Tidak ada warga yang cocok dengan pencarian ini.');
      return { ids, unknown: [] };
    }
    case 'pasted':
      return readPasted(tx, choice.text);
  }
}

async function readPasted(tx: VillageTx, text: string) {
  const { niks, names } = readPastedList(text.slice(0, longestPaste));
  if (niks.length + names.length === 0) throw nobody('Tempel NIK atau nama, satu setiap baris.');
  const byNik = new Map((await findByNiks(tx, niks)).map(({ nik, id }) => [nik, id]));
  const byName = Map.groupBy(await findByNames(tx, names), ({ name }) => name);
  const ids = niks.flatMap((nik) => byNik.get(nik) ?? []);
  const unknown = niks.filter((nik) => !byNik.has(nik)).map(maskNik);
  for (const name of names) {
    const found = byName.get(name) ?? [];
    if (found.length === 1) ids.push(found[0]!.id);
    else if (found.length === 0) unknown.push(maskOther(name));
    else unknown.push(`${name} (ada ${found.length} orang: pakai NIK)`);
  }
  return { ids: [...new Set(ids)], unknown };
}

/** What was pasted and is nobody's, recognisable to whoever pasted it: long numbers in it masked. */
const maskOther = (text: string) => text.replace(/\d{6,}/g, (digits) => maskNik(digits));

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * Takes somebody off a list, or everybody.
 * @throws Refusal 'forbidden', 'conflict'
 */
export async function takeOffList(
  tx: VillageTx,
  visitor: Visitor,
  input: { batchId: string; residentId: string | 'all' },
): Promise<void> {
  const { batch } = await takeDraft(tx, visitor, input.batchId);
  if (input.residentId === 'all') {
    await removeItems(tx, batch.id);
    await updateBatch(tx, batch, { unknown: JSON.stringify([]), updated_at: now() });
  } else if (isId(input.residentId)) await removeItem(tx, batch.id, input.residentId);
}

/** The people of a list held against the register anew. */
export async function judgeWholeList(
  tx: VillageTx,
  village: VillageContext,
  batch: Parameters<typeof judgeList>[2],
  ownId: string | null,
): Promise<number> {
  await judgeList(tx, village, batch, await findListedIds(tx, batch.id), ownId);
  return (await countItems(tx, batch.id)).gets;
}

import { requireOfficer } from '#lib/domain/authority.ts';
import { put, slugFrom, withFront, type Draft } from '#lib/domain/letter-edit.ts';
import { blankLetterType } from '#lib/domain/blank-letter-type.ts';
import { freeCode } from '#lib/domain/letter-code.ts';
import {
  readLetterSource,
  UnreadableSource,
  writeLetterSource,
} from '#lib/domain/letter-source.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { shippedTypes } from '../type-files.ts';
import { judge, openRow } from './open-type.ts';
import { findTypeRow, findTypeRows, lockType, updateType } from './type-store.ts';
import { letterTypes } from './village-types.ts';

/** Larger than any letter type; the longest shipped one has a tenth of it. */
const largestFile = 100_000;
/** The editor's own addresses. */
const reserved = ['baru'];

/**
 * Begins a type of the village's own: blank, or with everything that another one has.
 * @returns its slug
 */
export async function addType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { name: string; from: string },
): Promise<string> {
  requireOfficer(visitor, 'letter-types.edit');
  const name = typedLine(input.name);
  if (name.length < 3 || name.length > 120) {
    const message =
      'Tulis nama suratnya, 3 sampai 120 huruf, misalnya Surat Keterangan Kerja Bakti.';
    throw new Refusal('invalid', message, { nama: message });
  }
  const begun = input.from
    ? openRow(input.from, await findTypeRow(tx, input.from)).draft
    : blankLetterType;
  return keepNew(tx, villageId, visitor, 'letters.add-type', {
    ...withFront(begun, (front) => {
      put(front, 'name', name);
      put(front, 'title', name.toUpperCase());
      delete front.code;
    }),
  });
}

/**
 * Takes a type in from a file that another village took out. It is the village's own, not yet offered.
 * @throws Refusal 'invalid' for whatever is no letter type
 * @returns its slug
 */
export async function importType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  bytes: Uint8Array,
): Promise<string> {
  requireOfficer(visitor, 'letter-types.edit');
  const refuse = (message: string) => new Refusal('invalid', message, { berkas: message });
  if (bytes.length === 0) throw refuse('Pilih berkas jenis surat dulu.');
  if (bytes.length > largestFile)
    throw refuse('Berkas ini terlalu besar untuk jenis surat. Paling besar 100 KB.');
  let draft: Draft;
  try {
    draft = readLetterSource(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof UnreadableSource || error instanceof TypeError)) throw error;
    throw refuse(
      'Berkas ini bukan jenis surat Balai. Ambil berkasnya dari tombol “Ambil berkas” di desa lain.',
    );
  }
  const { type, mistakes } = judge(draft, 'periksa');
  if (!type)
    throw refuse(
      `Berkas ini tidak dapat dipakai: ${mistakes
        .slice(0, 3)
        .map(({ message }) => message)
        .join(' ')}`,
    );
  return keepNew(tx, villageId, visitor, 'letters.import-type', draft);
}

async function keepNew(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  action: 'letters.add-type' | 'letters.import-type',
  begun: Draft,
): Promise<string> {
  const offered = [...(await letterTypes(tx)).values()];
  const touched = await findTypeRows(tx);
  const name = String(begun.front.name);
  const taken = [...reserved, ...shippedTypes().keys(), ...touched.map(({ slug }) => slug)];
  const slug = slugFrom(name, taken, 50);
  const codes = [...offered, ...shippedTypes().values()].map(({ code }) => code);
  const draft = withFront(begun, (front) => {
    const code = String(front.code ?? '');
    if (!code || codes.includes(code)) front.code = freeCode(name, codes);
    front.order = 999;
  });
  const { type, mistakes } = judge(draft, slug);
  if (!type)
    throw new Refusal('invalid', mistakes[0]?.message ?? 'Nama surat ini tidak dapat dipakai.');
  await lockType(tx, villageId, slug);
  await updateType(tx, slug, {
    draft: writeLetterSource(draft),
    draft_at: now(),
    draft_by: visitor.staffId,
  });
  await recordEvent(tx, villageId, visitor, { action, details: { type: name } });
  return slug;
}

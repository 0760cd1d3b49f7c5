import { requireOfficer } from '#lib/domain/authority.ts';
import { readLetterSource, writeLetterSource } from '#lib/domain/letter-source.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { shippedSource } from '../type-files.ts';
import { judge } from './open-type.ts';
import { findTypeRow, findVersions, insertVersion, lockType, updateType } from './type-store.ts';
import { letterTypes } from './village-types.ts';

const longestNote = 200;

/**
 * Brings the change under way into force as a new version. Requests that were filed keep the
 * definition that they were filed with.
 * @throws Refusal 'invalid' where the type has a mistake or its code is another's
 */
export async function publishType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; note: string },
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  await lockType(tx, villageId, input.slug);
  const row = await findTypeRow(tx, input.slug);
  if (!row?.draft)
    throw new Refusal('conflict', 'Tidak ada perubahan untuk diterbitkan. Muat ulang halamannya.');
  await bringIntoForce(tx, villageId, visitor, { ...input, source: row.draft, shipped: false });
}

/**
 * Brings a text that was in force before into force again, as a new version.
 * @throws Refusal 'not-found', or 'invalid' where a later release finds a mistake in it
 */
export async function goBackToVersion(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; number: number },
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  await lockType(tx, villageId, input.slug);
  const versions = await findVersions(tx, input.slug);
  const old = versions.find(({ number }) => number === input.number);
  if (!old) throw new Refusal('not-found', 'Versi ini tidak ada.');
  await bringIntoForce(tx, villageId, visitor, {
    slug: input.slug,
    note: `Kembali ke versi ${old.number}`,
    source: old.source,
    shipped: false,
  });
}

/** Puts the shipped text back into force; from then on the type follows every release again. */
export async function followShipped(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  slug: string,
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  const source = shippedSource(slug);
  if (source === undefined)
    throw new Refusal('not-found', 'Jenis surat ini buatan desa, tidak ada teks bawaannya.');
  await lockType(tx, villageId, slug);
  await bringIntoForce(tx, villageId, visitor, {
    slug,
    note: 'Kembali ke teks bawaan',
    source,
    shipped: true,
  });
}

/** The village has seen how the shipped text changed, and keeps its own. */
export async function keepOwnText(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  slug: string,
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  await updateType(tx, slug, { shipped_seen: shippedSource(slug) ?? null });
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.keep-type',
    details: { slug },
  });
}

interface NewVersion {
  slug: string;
  note: string;
  source: string;
  shipped: boolean;
}

async function bringIntoForce(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  { slug, source, shipped, ...input }: NewVersion,
): Promise<void> {
  const note = typedText(input.note);
  if (note.length > longestNote) {
    const message = `Singkatkan catatannya: paling banyak ${longestNote} huruf.`;
    throw new Refusal('invalid', message, { catatan: message });
  }
  const draft = readLetterSource(source);
  const { type, mistakes } = judge(draft, slug);
  if (!type || mistakes.length)
    throw new Refusal(
      'invalid',
      `Perbaiki dulu kesalahannya, lalu terbitkan. ${mistakes[0]?.message ?? ''}`,
    );
  const same = [...(await letterTypes(tx)).values()].find(
    (other) => other.code === type.code && other.slug !== slug,
  );
  if (same)
    throw new Refusal(
      'invalid',
      `Kode ${type.code} sudah dipakai ${same.name}. Ganti kodenya di bagian Umum.`,
    );
  const made = { village_id: villageId, slug, made_at: now() };
  let [newest] = await findVersions(tx, slug);
  const original = shippedSource(slug);
  if (!newest && original !== undefined && !shipped) {
    const first = { number: 1, source: original, shipped: true, note: 'Teks bawaan Balai' };
    await insertVersion(tx, { ...made, ...first, made_by: null });
    [newest] = await findVersions(tx, slug);
  }
  const number = (newest?.number ?? 0) + 1;
  await insertVersion(tx, {
    ...made,
    number,
    source: shipped ? source : writeLetterSource(draft),
    shipped,
    note,
    made_by: visitor.staffId,
  });
  await updateType(tx, slug, {
    published: number,
    draft: null,
    draft_at: null,
    draft_by: null,
    shipped_seen: shipped ? null : (original ?? null),
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.publish-type',
    details: { type: type.name, number, note },
  });
}

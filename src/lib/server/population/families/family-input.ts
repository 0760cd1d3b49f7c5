import { kkProblem } from '#lib/domain/kk.ts';
import { FAMILY_RELATION } from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { readReason } from '../record/change-resident.ts';
import { findFamilyIdByKk, type FamilyRow, lockFamilyRow } from './family-store.ts';

/** @throws Refusal 'invalid' when there is any error */
export function refuseIfAny(errors: Readonly<Record<string, string | undefined>>): void {
  const found = Object.entries(errors).filter((e): e is [string, string] => Boolean(e[1]));
  if (found.length > 0) throw new Refusal('invalid', found[0]![1], Object.fromEntries(found));
}

/**
 * Why a family is changed.
 * @throws Refusal 'invalid' at `alasan`
 */
export function requireReason(typed: string): string {
  const read = readReason(typed);
  if (!read.ok) throw new Refusal('invalid', read.problem, { alasan: read.problem });
  return read.value;
}

/**
 * A family, locked until the transaction ends.
 * @throws Refusal 'not-found'
 */
export async function getFamily(tx: VillageTx, id: string): Promise<FamilyRow> {
  const family = await lockFamilyRow(tx, id);
  if (!family) throw new Refusal('not-found', 'Keluarga ini tidak ditemukan.');
  return family;
}

/** The digits of a KK as typed, and what is wrong with it as a number that a new card may bear. */
export async function readNewKk(
  tx: VillageTx,
  typed: string,
): Promise<{ kk: string; problem: string | undefined }> {
  const kk = typed.replace(/[\s.-]/g, '');
  if (!kk) return { kk, problem: 'Tulis nomor KK yang baru, 16 angka.' };
  const wrong = kkProblem(kk);
  if (wrong) return { kk, problem: `Tulis ${wrong}.` };
  return {
    kk,
    problem: (await findFamilyIdByKk(tx, kk))
      ? 'Nomor KK ini sudah dipakai keluarga lain di desa ini.'
      : undefined,
  };
}

/** The relation that was chosen for somebody, or what to do when none was. */
export function readRelation(typed: string | undefined): number | undefined {
  const code = Number(typed);
  return FAMILY_RELATION.entries.some((entry) => entry.code === code) ? code : undefined;
}

import { normaliseIdNumber } from '#lib/domain/id-number.ts';
import { isTemporaryNik, nikProblem } from '#lib/domain/nik.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findHolder } from './holder-store.ts';

/** A NIK as it was typed: free to be given, or a sentence why it is not. */
export type NikReading =
  { ok: true; nik: string } | { ok: false; problem: string; holder?: { id: string; name: string } };

/** Reads a NIK that somebody is to get: by the hard rules, and belonging to nobody in the village. */
export async function readNik(tx: VillageTx, typed: string): Promise<NikReading> {
  const read = normaliseIdNumber(typed);
  const nik = read.ok ? read.value.digits : typed;
  const problem = nikProblem(nik);
  if (problem) return { ok: false, problem: `Tulis ${problem}.` };
  if (isTemporaryNik(nik)) {
    return {
      ok: false,
      problem: 'NIK dari Dukcapil tidak pernah dimulai dengan 0. Periksa lagi angkanya.',
    };
  }
  const holder = await findHolder(tx, nik);
  if (!holder) return { ok: true, nik };
  const problemOf = holder.merged_into
    ? `NIK ini milik data ganda yang sudah digabung ke ${holder.name}.`
    : `NIK ini sudah dipakai ${holder.name}.`;
  return { ok: false, problem: problemOf, holder: { id: holder.id, name: holder.name } };
}

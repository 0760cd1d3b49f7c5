import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { Problems, readDay, readLine, readOptionalNik, type Typed } from './signers-input.ts';
import { findSigningOfficials, insertOfficialRow, updateOfficialRow } from './signers-store.ts';

/**
 * Records an official: term and decree, and the NIK with the e-sign service. Name and post of one
 * with an account are the account's (Petugas); of others they stand here too.
 * @param officialId undefined for a new one
 * @param typed nama, jabatan, nip, mulai, sampai, nomor-sk, tanggal-sk, nik; `hapus-nik` ticked: none
 * @throws Refusal 'invalid' by field, 'not-found', 'forbidden', 'proof-needed'
 */
export async function saveOfficial(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  officialId: string | undefined,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'signers.manage');
  requireFreshProof(visitor);
  const known = (await findSigningOfficials(tx)).find(({ id }) => id === officialId);
  if (officialId && !known) throw new Refusal('not-found', 'Pejabat ini tidak ada.');
  const problems = new Problems();
  const named = known?.staff_id ? undefined : readName(typed, problems);
  const from = readDay(typed, 'mulai', problems);
  const until = readDay(typed, 'sampai', problems);
  if (from && until && until < from)
    problems.add('sampai', 'Tanggal berakhir tidak boleh sebelum tanggal mulai.');
  const decree = readLine(typed, 'nomor-sk', problems, { most: 80, empty: '' });
  const decreeDate = readDay(typed, 'tanggal-sk', problems);
  const nik = readOptionalNik(typed, 'nik', problems);
  problems.refuse();
  const values = {
    ...named,
    serves_from: from,
    serves_until: until,
    decree_number: decree,
    decree_date: decreeDate,
    // Not shown again: left empty, it stays.
    ...((nik || typed['hapus-nik']) && { esign_nik: nik }),
  };
  const id = known?.id ?? (await insertOfficialRow(tx, newOfficial(village.id, values, named)));
  if (known) await updateOfficialRow(tx, id, values);
  await recordEvent(tx, village.id, visitor, {
    action: 'signers.save-official',
    subjectKind: 'official',
    subjectId: id,
    details: { name: named?.name ?? known?.name, from, until, decree },
  });
}

function readName(typed: Typed, problems: Problems) {
  return {
    name: readLine(typed, 'nama', problems, { least: 2, most: 100, empty: 'Tulis namanya.' }),
    position: readLine(typed, 'jabatan', problems, {
      least: 2,
      most: 100,
      empty: 'Tulis jabatannya, misalnya Kasi Pelayanan.',
    }),
    employee_no: readLine(typed, 'nip', problems, { most: 40, empty: '' }),
  };
}

const newOfficial = <V extends object>(
  villageId: number,
  values: V,
  named: ReturnType<typeof readName> | undefined,
) => {
  if (!named) throw new Error('A new official has a name.');
  return { village_id: villageId, ...values, ...named };
};

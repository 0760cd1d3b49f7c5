import { type AidRow, type AidVerdict, sameName } from '#lib/domain/aid-import.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findResidentsByNik, getPerson } from '#lib/server/population/index.ts';
import { findFacts, findHeadsByKk, findTakenPlaces, type RegisterFacts } from './import-store.ts';
import type { Programme } from './programme-store.ts';
import { findOtherProgrammes, type Bond } from './recipient-store.ts';

/** A row with what would become of it. */
export interface JudgedRow {
  row: AidRow;
  verdict: AidVerdict;
  /** Who it is by the register; null where nobody is. */
  person: RegisterFacts | null;
  bond: Bond | null;
  /** What to look at although it can be taken. */
  notes: string[];
}

/**
 * Judges the rows of a file against the register and the programme as they are now: told before
 * anything is written, and asked again when it is.
 */
export async function judgeRows(
  tx: VillageTx,
  officer: StaffVisitor,
  programme: Programme,
  rows: readonly AidRow[],
): Promise<JudgedRow[]> {
  const byNik = await findResidentsByNik(
    tx,
    rows.map(({ nik }) => nik).filter((nik) => nik !== ''),
  );
  const people = await findFacts(tx, [...new Set(byNik.values())]);
  const heads = await findHeadsByKk(
    tx,
    rows.filter(({ nik }) => nik === '').map(({ kk }) => kk),
  );
  const personOf = (row: AidRow) =>
    row.nik ? people.get(byNik.get(row.nik) ?? '') : heads.get(row.kk);
  const taken = await findTakenPlaces(tx, programme.id);
  const ids = rows.flatMap((row) => personOf(row)?.id ?? []);
  const others = Map.groupBy(
    await findOtherProgrammes(tx, programme.id, ids),
    ({ resident_id }) => resident_id,
  );
  const ownFamily = officer.residentId ? (await getPerson(tx, officer.residentId)).familyId : null;
  const seen = new Map<string, number>();

  return rows.map((row): JudgedRow => {
    const person = personOf(row) ?? null;
    const refuse = (verdict: AidVerdict, ...notes: string[]): JudgedRow => ({
      row,
      verdict,
      person,
      bond: null,
      notes,
    });
    if (row.problem) return refuse('unreadable', row.problem);
    if (!person) return refuse('unknown');
    if (person.basicStatus === 2) return refuse('dead');
    if (person.basicStatus !== 1) return refuse('moved');
    const bond = bondOf(programme.target, person, row.group);
    if (!bond) return refuse('unfit', unfit[programme.target]);
    if (person.id === officer.residentId || (ownFamily && person.familyId === ownFamily))
      return refuse('own');
    const place = placeOf(bond);
    const earlier = seen.get(place);
    if (earlier !== undefined) return refuse('double', `Sama dengan baris ${earlier}`);
    seen.set(place, row.number);
    if (taken.has(place)) return refuse('already');
    const notes = (others.get(person.id) ?? []).map(({ name }) => `Juga menerima ${name}`);
    if (row.name && !sameName(row.name, person.name))
      notes.unshift(`Nama di berkas ${row.name}, di data desa ${person.name}`);
    if (row.decile !== null && row.decileOn === null)
      notes.push('Desil tidak dicatat karena tanpa tanggal data');
    return { row, verdict: 'new', person, bond, notes };
  });
}

const unfit: Record<Programme['target'], string> = {
  person: '',
  family: 'Tidak tercatat dalam KK',
  household: 'Tidak tercatat dalam rumah tangga',
  group: 'Nama kelompok kosong',
};

function bondOf(target: Programme['target'], person: RegisterFacts, group: string): Bond | null {
  const bond: Bond = { residentId: person.id, familyId: null, householdId: null, groupName: null };
  switch (target) {
    case 'person':
      return bond;
    case 'family':
      return person.familyId ? { ...bond, familyId: person.familyId } : null;
    case 'household':
      return person.householdId ? { ...bond, householdId: person.householdId } : null;
    case 'group':
      return group.length >= 3 ? { ...bond, groupName: group } : null;
  }
}

function placeOf({ residentId, familyId, householdId, groupName }: Bond): string {
  if (familyId) return `family:${familyId}`;
  if (householdId) return `household:${householdId}`;
  return groupName ? `group:${groupName.toLowerCase()}` : `person:${residentId}`;
}

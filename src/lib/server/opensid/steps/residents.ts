import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  carryResidents,
  declareChange,
  findNumbered,
  matchResidents,
} from '#lib/server/population/index.ts';
import { maskNumbers } from '../mask-numbers.ts';
import { type ReadResident, readResident } from '../read-resident.ts';
import { keyIn, textIn } from '../source-row.ts';
import {
  findOtherClaims,
  findHighestStagedNik,
  findKeys,
  findStaged,
  type StagedSource,
  saveKeys,
} from '../staging-store.ts';
import { findPlaces } from './places.ts';
import { type Seated, seatEntries } from './seat-entries.ts';
import { keptNote, type Step, type StepContext, tally } from './step.ts';

const TABLE = 'tweb_penduduk';

/** The residents, with family, household and place. */
export const residentsStep: Step = {
  table: TABLE,
  title: 'Penduduk',
  counts: true,
  async run(tx, context, rows) {
    const { village, source, importId, actor, fileName } = context;
    const read = await readResidents(tx, context, rows);
    const refusals = read.flatMap(({ id, data, reasons }) =>
      reasons.length > 0 ? [refusal(id, textIn(data, 'nama'), reasons)] : [],
    );
    const good = read.flatMap(({ resident }) => (resident ? [resident] : []));
    const keys = await findKeys(
      tx,
      source,
      TABLE,
      good.map(({ ref }) => ref),
    );
    const found = await matchResidents(tx, good, keys);

    // Two rows of the dump are never made one: the second is for the office to judge.
    const claims = await findOtherClaims(
      tx,
      importId,
      source,
      TABLE,
      new Map([...found].map(([ref, { id }]) => [id, ref])),
    );
    const taken = new Map<string, string>();
    const apart = good.filter(({ ref, entry }) => {
      const id = found.get(ref)?.id;
      if (!id) return true;
      const claim = claims.get(id);
      const other = claim !== undefined && claim !== ref ? claim : taken.get(id);
      taken.set(id, taken.get(id) ?? ref);
      if (other === undefined) return true;
      refusals.push(
        refusal(ref, entry.name ?? '', [`sama dengan baris ${other}: orang yang sama di Balai`]),
      );
      return false;
    });

    await declareChange(tx, actor, { kind: 'import', reason: fileName, id: importId });
    const ids = new Map(
      apart.flatMap(({ ref }) => {
        const id = found.get(ref)?.id;
        return id ? [[ref, id] as const] : [];
      }),
    );
    const seated = await seatEntries(tx, context, apart, ids);
    const needsNik = apart.some(({ ref, entry }) => entry.nik === null && !ids.has(ref));
    const stem = `0${village.regionCode.replaceAll('.', '')}`;
    const above = needsNik ? await findHighestStagedNik(tx, importId, stem) : '';
    const written = await carryResidents(tx, village, apart, ids, above);
    await saveKeys(
      tx,
      source,
      TABLE,
      written.map(({ ref, id }) => [ref, id]),
    );
    const passed = read.flatMap(({ passedOver, resident }) => (resident ? passedOver : []));
    return {
      ...tally(written),
      refused: refusals.length,
      refusals,
      secondHeads: seated.secondHeads,
      notes: {
        ...keptNote(written),
        ...seated.notes,
        ...Object.fromEntries(
          [...new Set(passed)].map((column) => [
            `kolom ${column} tidak terbaca dan dilewati`,
            passed.filter((one) => one === column).length,
          ]),
        ),
        'foto: berkasnya tidak ada di dalam cadangan': rows.filter(({ data }) =>
          keyIn(data, 'foto'),
        ).length,
      },
      audit: written
        .filter(({ outcome }) => outcome === 'changed')
        .map(({ id, fields }) => ({
          action: 'population.change',
          subjectKind: 'resident',
          subjectId: id,
          residentId: id,
          details: { fields, import: importId },
        })),
    };
  },
};

const refusal = (id: string, label: string, reasons: readonly string[]) => ({
  id,
  label: label.slice(0, 100),
  reasons: reasons.map(maskNumbers),
});

interface Read extends Omit<ReadResident, 'entry'>, StagedSource {
  resident?: Seated;
}

async function readResidents(
  tx: VillageTx,
  context: StepContext,
  rows: readonly StagedSource[],
): Promise<Read[]> {
  const { source, importId, today } = context;
  const ids = (column: string) => rows.map(({ data }) => keyIn(data, column));
  const cards = await findStaged(tx, importId, 'tweb_keluarga', ids('id_kk'));
  const families = await findKeys(tx, source, 'tweb_keluarga', ids('id_kk'));
  const maps = await findStaged(
    tx,
    importId,
    'tweb_penduduk_map',
    rows.map(({ id }) => id),
  );
  const places = await findPlaces(tx, context, ids('id_cluster'));
  const numbers = ids('id_rtm').filter((number) => number !== undefined);
  const households = await findNumbered(tx, 'household', numbers);

  return rows.map((row) => {
    const { data } = row;
    const familyKey = keyIn(data, 'id_kk');
    const card = familyKey ? cards.get(familyKey) : undefined;
    // A family that was refused says nothing of its members: they go in without it.
    const familyId = familyKey ? families.get(familyKey) : null;
    const { entry, reasons, passedOver } = readResident(
      data,
      {
        kkNumber: card && familyId ? textIn(card, 'no_kk') : undefined,
        address: card ? textIn(card, 'alamat') : '',
        map: maps.get(row.id),
      },
      today,
    );
    const rtm = keyIn(data, 'id_rtm');
    const resident = entry && {
      ref: row.id,
      entry,
      familyId,
      areaId: places.get(keyIn(data, 'id_cluster') ?? ''),
      householdId: rtm ? households.get(rtm) : null,
      cardNumber: card ? textIn(card, 'no_kk') : '',
      householdNumber: rtm ?? '',
    };
    return { ...row, reasons, passedOver, ...(resident && { resident }) };
  });
}

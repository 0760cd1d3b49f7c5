import { readHamlet, readNeighbourhood, UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  ensurePlaces,
  type Leadership,
  type Place,
  writeLeaders,
} from '#lib/server/population/index.ts';
import { countBy } from '../report.ts';
import { keyIn, type SourceRow, textIn } from '../source-row.ts';
import { findKeys, findStaged, saveKeys } from '../staging-store.ts';
import type { Step, StepContext } from './step.ts';

const TABLE = 'tweb_wil_clusterdesa';

/** A row of the tree of places: a hamlet, an RW or an RT. */
function placeOf(row: SourceRow): Place | undefined {
  const hamlet = readHamlet(textIn(row, 'dusun'));
  if (hamlet === '' || hamlet === '0') return undefined;
  return {
    hamlet,
    rw: readNeighbourhood(textIn(row, 'rw')),
    rt: readNeighbourhood(textIn(row, 'rt')),
  };
}

// OpenSID writes 0 for "all of them" and - for "not divided".
const isWhole = (row: SourceRow, column: string): boolean => textIn(row, column) === '0';

/** Places where people live: the leaves of OpenSID's tree. */
export const placesStep: Step = {
  table: TABLE,
  title: 'Wilayah',
  counts: true,
  async run(tx, { source }, rows) {
    const leaves = rows.flatMap(({ id, data }) => {
      const place = placeOf(data);
      return place && !isWhole(data, 'rt') ? [{ id, place }] : [];
    });
    const known = await findKeys(
      tx,
      source,
      TABLE,
      leaves.map(({ id }) => id),
    );
    const ours = await ensurePlaces(
      tx,
      leaves.map(({ place }) => place),
    );
    await saveKeys(
      tx,
      source,
      TABLE,
      leaves.map(({ id }, at) => [id, ours[at]!]),
    );
    const nameless = rows.filter(({ data }) => !placeOf(data));
    return {
      new: leaves.filter(({ id }) => !known.has(id)).length,
      unchanged: known.size,
      refused: nameless.length,
      refusals: nameless.map(({ id }) => ({ id, label: '', reasons: ['Nama dusun kosong'] })),
      notes: {
        'baris dusun dan RW: hanya kepalanya yang dipindahkan':
          rows.length - leaves.length - nameless.length,
      },
    };
  },
};

/** Who leads hamlets, RWs and RTs; after the residents, whom they are among. */
export const leadersStep: Step = {
  table: TABLE,
  title: 'Kepala dusun, ketua RW dan RT',
  counts: false,
  async run(tx, { source }, rows) {
    const led = rows.filter(({ data }) => keyIn(data, 'id_kepala') && placeOf(data));
    const people = await findKeys(
      tx,
      source,
      'tweb_penduduk',
      led.map(({ data }) => keyIn(data, 'id_kepala')),
    );
    const leaders = led.flatMap(({ id, data }): Leadership[] => {
      const residentId = people.get(keyIn(data, 'id_kepala')!);
      const { hamlet, rw, rt } = placeOf(data)!;
      const wholeHamlet = isWhole(data, 'rw');
      const wholeRw = isWhole(data, 'rt');
      if (!residentId || (!wholeHamlet && wholeRw && rw === UNDIVIDED)) return [];
      return [
        {
          ref: id,
          residentId,
          hamlet,
          rw: wholeHamlet ? '' : rw,
          rt: wholeHamlet || wholeRw ? '' : rt,
        },
      ];
    });
    const outcomes = countBy(await writeLeaders(tx, leaders), ({ outcome }) => outcome);
    return {
      notes: {
        'kepala wilayah dicatat': outcomes.new ?? 0,
        'kepala wilayah dibiarkan seperti tertulis di Balai': outcomes.left ?? 0,
        'kepala wilayah tidak ditemukan di antara penduduk': led.length - leaders.length,
      },
    };
  },
};

/** Our places by OpenSID's keys; one that is no leaf but where someone lives is made. */
export async function findPlaces(
  tx: VillageTx,
  { source, importId }: StepContext,
  ids: readonly (string | undefined)[],
): Promise<Map<string, string>> {
  const known = await findKeys(tx, source, TABLE, ids);
  const staged = await findStaged(
    tx,
    importId,
    TABLE,
    ids.filter((id) => id !== undefined && !known.has(id)),
  );
  const missing = [...staged].flatMap(([id, row]) => {
    const place = placeOf(row);
    return place ? [{ id, place }] : [];
  });
  if (missing.length === 0) return known;
  const ours = await ensurePlaces(
    tx,
    missing.map(({ place }) => place),
  );
  const made = missing.map(({ id }, at) => [id, ours[at]!] as const);
  await saveKeys(tx, source, TABLE, made);
  return new Map([...known, ...made]);
}

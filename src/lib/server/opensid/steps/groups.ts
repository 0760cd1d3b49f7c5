import { kkProblem } from '#lib/domain/kk.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  declareChange,
  findNumbered,
  findThere,
  unseatStrangers,
  writeRows,
  writeSeats,
} from '#lib/server/population/index.ts';
import { dayIn, keyIn, textIn } from '../source-row.ts';
import { findKeys, findStagedOf, type StagedSource, saveKeys } from '../staging-store.ts';
import { chooseHeads, GROUPS, type GroupKind } from './choose-heads.ts';
import { findPlaces } from './places.ts';
import { keptNote, type Step, type StepContext, tally } from './step.ts';

/** Family cards, without their heads yet. */
export const familiesStep: Step = {
  table: 'tweb_keluarga',
  title: 'Keluarga',
  counts: true,
  async run(tx, context, rows) {
    const { source, importId, actor, fileName, at } = context;
    const number = ({ data }: StagedSource) => textIn(data, 'no_kk').replace(/[\s.-]/g, '');
    const refused = rows.flatMap((row) => {
      const problem = /^0*$/.test(number(row)) ? 'nomor KK kosong' : kkProblem(number(row));
      return problem ? [{ id: row.id, label: '', reasons: [`no_kk: ${problem}`] }] : [];
    });
    const wrong = new Set(refused.map(({ id }) => id));
    // Two cards of one number cannot be told apart: the first counts, and its members join.
    const good = rows.filter(({ id }) => !wrong.has(id));
    const numbered = await findNumbered(tx, 'family', good.map(number));
    const earlier = await findEarlierCards(tx, context, numbered, rows);
    const firsts = [...new Map(good.toReversed().map((row) => [number(row), row])).values()].filter(
      (row) => !earlier.has(number(row)),
    );
    const places = await findPlaces(
      tx,
      context,
      firsts.map(({ data }) => keyIn(data, 'id_cluster')),
    );
    const keys = await findKeys(
      tx,
      source,
      'tweb_keluarga',
      good.map(({ id }) => id),
    );
    const there = await findThere(tx, 'family', [...keys.values()]);
    const taken = new Set(numbered.values());
    await declareChange(tx, actor, { kind: 'import', reason: fileName, id: importId });
    const written = await writeRows(
      tx,
      'family',
      firsts.map((row) => {
        const { id, data } = row;
        const known = keys.get(id);
        // A family whose card got another number, unless that number is a family here already.
        const renamed = known && there.has(known) && !taken.has(known) ? known : null;
        const social = Number(textIn(data, 'kelas_sosial'));
        return {
          ref: id,
          id: numbered.get(number(row)) ?? renamed,
          data: {
            kk_number: number(row),
            area_id: places.get(keyIn(data, 'id_cluster') ?? ''),
            address: textIn(data, 'alamat').slice(0, 200),
            ...(social >= 1 && social <= 9 && { social_class: social }),
            registered_on: dayIn(data, 'tgl_daftar'),
            card_printed_on: dayIn(data, 'tgl_cetak_kk'),
          },
        };
      }),
      at,
    );
    const ours = new Map(written.map(({ ref, id }) => [ref, id]));
    const byNumber = new Map([
      ...earlier,
      ...firsts.map((row) => [number(row), ours.get(row.id)!] as const),
    ]);
    await saveKeys(
      tx,
      source,
      'tweb_keluarga',
      good.map((row) => [row.id, byNumber.get(number(row))!]),
    );
    const twins = good.length - firsts.length;
    return {
      ...tally(written),
      refused: refused.length,
      left: twins,
      refusals: refused,
      notes: { ...keptNote(written), 'nomor KK sama dengan keluarga lain: digabung': twins },
    };
  },
};

/** Families of these numbers that a card before these rows has become already. */
async function findEarlierCards(
  tx: VillageTx,
  { importId, source }: StepContext,
  numbered: ReadonlyMap<string, string>,
  rows: readonly StagedSource[],
): Promise<Map<string, string>> {
  const cards = await findStagedOf(tx, importId, source, 'tweb_keluarga', numbered.values());
  const claimed = new Set(
    cards.filter(({ number }) => number < rows[0]!.number).map(({ ours }) => ours),
  );
  return new Map([...numbered].filter(([, id]) => claimed.has(id)));
}

/** Households (rumah tangga), known by their number. */
export const householdsStep: Step = {
  table: 'tweb_rtm',
  title: 'Rumah tangga',
  counts: true,
  async run(tx, { source, importId, actor, fileName, at }, rows) {
    const nameless = rows.filter(({ data }) => !keyIn(data, 'no_kk'));
    const good = [
      ...new Map(
        rows.flatMap((row) => {
          const number = keyIn(row.data, 'no_kk');
          return number ? [[number, row] as const] : [];
        }),
      ),
    ];
    const known = await findNumbered(
      tx,
      'household',
      good.map(([number]) => number),
    );
    await declareChange(tx, actor, { kind: 'import', reason: fileName, id: importId });
    const written = await writeRows(
      tx,
      'household',
      good.map(([number, { id, data }]) => ({
        ref: id,
        id: known.get(number) ?? null,
        data: {
          number,
          social_data: textIn(data, 'terdaftar_dtks') === '1',
          social_data_number: keyIn(data, 'bdt'),
          registered_on: dayIn(data, 'tgl_daftar'),
        },
      })),
      at,
    );
    await saveKeys(
      tx,
      source,
      'tweb_rtm',
      written.map(({ ref, id }) => [ref, id]),
    );
    return {
      ...tally(written),
      refused: nameless.length,
      left: rows.length - nameless.length - good.length,
      refusals: nameless.map(({ id }) => ({
        id,
        label: '',
        reasons: ['no_kk: nomor rumah tangga kosong'],
      })),
      notes: keptNote(written),
    };
  },
};

/** Heads of families or households, after the residents whom they are. */
const headsStep = (kind: GroupKind, title: string): Step => ({
  table: GROUPS[kind].table,
  title,
  counts: false,
  async run(tx, context, rows) {
    const { source, importId, actor, fileName, at } = context;
    const groups = await findKeys(
      tx,
      source,
      GROUPS[kind].table,
      rows.map(({ id }) => id),
    );
    const heads = await chooseHeads(tx, context, kind, new Set(groups.values()));
    const people = await findKeys(
      tx,
      source,
      'tweb_penduduk',
      [...heads.values()].map(({ ref }) => ref),
    );
    const seats = [...heads].flatMap(([id, { ref }]) => {
      const residentId = people.get(ref);
      return residentId ? [{ id, residentId }] : [];
    });
    await declareChange(tx, actor, { kind: 'import', reason: fileName, id: importId });
    if (kind === 'family') await unseatStrangers(tx, at);
    const { seated, former } = await writeSeats(tx, kind, seats, at);
    return {
      notes: { 'kepala ditetapkan': seated, 'kepala sebelumnya menjadi anggota': former.length },
      audit: former.map(({ id, column }) => ({
        action: 'population.change',
        subjectKind: 'resident',
        subjectId: id,
        residentId: id,
        details: { fields: [column], import: importId },
      })),
    };
  },
});

export const familyHeadsStep = headsStep('family', 'Kepala keluarga');
export const householdHeadsStep = headsStep('household', 'Kepala rumah tangga');

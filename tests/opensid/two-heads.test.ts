import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CarriedImport, carryOpensid } from '../../src/lib/server/opensid/index.ts';
import { arrangeFamily, declareChange } from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeResident, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { cellsIn, exported } from '../population/export-helpers.ts';
import { importFile } from '../population/import-helpers.ts';
import { useWorld } from '../world.ts';
import { at, bare, inVillage, picture, table, useDumps } from './carry-helpers.ts';
import { makeOpensidVillage, type Tables, type Value } from './opensid-village.ts';
import { mysqldump } from './write-dump.ts';

useWorld();
const { write } = useDumps();

describe('families with two living heads', () => {
  let village: VillageContext;
  let tables: Tables;
  let done: CarriedImport;
  /** Rows of the dump by family, those who live in it: head first. */
  let families: { card: Value[]; members: Value[][] }[];
  let shared: (typeof families)[number];
  const of = (row: Value[], column: string) => row[at('tweb_penduduk', column)];
  const change = (name: string, row: Value[], values: Record<string, Value>) => {
    for (const [column, value] of Object.entries(values)) row[at(name, column)] = value;
  };
  const nik = (row: Value[] | undefined) => String(of(row!, 'nik'));

  beforeAll(async () => {
    village = await makeVillage();
    tables = makeOpensidVillage({ count: 200, code: bare(village), seed: 5 });
    families = tables
      .tweb_keluarga!.rows.map((card) => ({
        card,
        members: tables
          .tweb_penduduk!.rows.filter(
            (row) => of(row, 'id_kk') === card[0] && of(row, 'status_dasar') === 1,
          )
          .sort((a, b) => Number(of(a, 'kk_level')) - Number(of(b, 'kk_level'))),
      }))
      .filter(({ members }) => members.length >= 3 && of(members[0]!, 'kk_level') === 1);
    const [both, nobody, other, twin, late] = families;
    shared = families.slice(5).find(({ members }) => of(members[0]!, 'id_rtm') !== null)!;
    const head = { kk_level: 1 };
    // The card names one of two.
    change('tweb_penduduk', both!.members[1]!, head);
    // It names nobody: the first in the dump of those who say so.
    change('tweb_keluarga', nobody!.card, { nik_kepala: '0' });
    change('tweb_penduduk', nobody!.members[2]!, head);
    // It names somebody whose row does not say so, beside one whose row does.
    change('tweb_keluarga', other!.card, { nik_kepala: String(other!.members[1]![0]) });
    // Two cards of one number, each with its head: in batches far apart.
    const cards = tables.tweb_keluarga!.rows;
    const copy = [...twin!.card];
    change('tweb_keluarga', copy, { id: 9001, nik_kepala: String(late!.members[0]![0]) });
    const blank = (n: number) => {
      const card = [...twin!.card];
      const no_kk = `5207021501${String(100_001 + n)}`;
      change('tweb_keluarga', card, { id: 2_000 + n, no_kk, nik_kepala: '0' });
      return card;
    };
    cards.push(...Array.from({ length: 500 }, (_, n) => blank(n)), copy);
    for (const row of late!.members) change('tweb_penduduk', row, { id_kk: 9001 });
    cards.splice(cards.indexOf(late!.card), 1);
    // Two lead a household.
    const household = tables.tweb_penduduk!.rows.filter(
      (row) => of(row, 'id_rtm') === of(shared.members[0]!, 'id_rtm'),
    );
    for (const row of household) change('tweb_penduduk', row, { rtm_level: 1 });
    done = await carryOpensid(village, write(mysqldump(tables)));
  });

  const heads = () =>
    inVillage(village, async (tx) => {
      const { rows } = await sql<{ family: string; head: string; leads: string[] }>`
        select f.id as family, h.nik as head,
               array_agg(r.nik::text) filter (where r.relation = 1 and r.basic_status = 1) as leads
        from family f
        left join resident h on h.village_id = f.village_id and h.id = f.head_id
        left join resident r on r.village_id = f.village_id and r.family_id = f.id
        group by f.id, h.nik`.execute(tx);
      return rows;
    });

  it('keep one: whom the card names, else the first; the report names the others', async () => {
    const register = await heads();
    for (const { head, leads } of register) expect(leads ?? []).toEqual(head ? [head] : []);
    const [both, nobody, other, twin, late] = families;
    const seated = new Set(register.map(({ head }) => head));
    for (const row of [both!.members[0], nobody!.members[0], other!.members[1], twin!.members[0]])
      expect(seated).toContain(nik(row));
    for (const row of [both!.members[1], nobody!.members[2], other!.members[0], late!.members[0]])
      expect(seated).not.toContain(nik(row));

    const second = table(done, 'tweb_penduduk').secondHeads!;
    expect(second.filter(({ kind }) => kind === 'family')).toHaveLength(4);
    expect(second).toContainEqual({
      kind: 'family',
      groupId: register.find(({ head }) => head === nik(both!.members[0]))!.family,
      number: expect.stringMatching(/^\d{4}•{8}\d{4}$/) as unknown,
      head: of(both!.members[0]!, 'nama'),
      name: of(both!.members[1]!, 'nama'),
    });
    const inHousehold = second.filter(({ kind }) => kind === 'household');
    expect(inHousehold.length).toBeGreaterThan(0);
    expect(inHousehold[0]).toMatchObject({
      number: of(shared.members[0]!, 'id_rtm'),
      head: of(shared.members[0]!, 'nama'),
    });
    expect(table(done, 'tweb_penduduk').notes.join()).toContain('4 kepala keluarga kedua');
    expect(table(done, 'tweb_penduduk').notes.join()).toContain('hubungannya menjadi kepala');
  });

  it('come out as a spreadsheet that is taken in elsewhere whole, and comes out the same', async () => {
    const there = await makeVillage();
    const file = await exported(village.id);
    const { counts } = await importFile(there.id, file);
    expect(counts).toMatchObject({ new: 200, refused: 0 });
    expect(await cellsIn(await exported(there.id))).toEqual(await cellsIn(file));
  });

  it('change nothing when the dump comes again', async () => {
    const before = await picture(village);
    const again = await carryOpensid(village, write(mysqldump(tables)));
    for (const one of again.tables) expect(one, one.table).toMatchObject({ new: 0, changed: 0 });
    expect(table(again, 'tweb_penduduk').secondHeads).toEqual(
      table(done, 'tweb_penduduk').secondHeads,
    );
    expect(await picture(village)).toEqual(before);
  });

  it('keep the head whom the village has chosen itself; who was head by a file steps down', async () => {
    const both = families[0]!;
    const [first, second] = both.members.map(nik);
    const operator = staffVisitor(await makeStaff(village.id, ['operator']));
    const family = (await heads()).find(({ head }) => head === first)!.family;
    const third = await makeResident(village.id, { family_id: family, relation: 1 });
    await inVillage(village, async (tx) => {
      await declareChange(tx, { kind: 'system', name: 'Uji' }, { kind: 'import', reason: 'uji' });
      await tx.updateTable('family').set({ head_id: third.id }).where('id', '=', family).execute();
    });
    await carryOpensid(village, write(mysqldump(tables)));
    expect((await heads()).find((one) => one.family === family)).toMatchObject({
      head: first,
      leads: [first],
    });
    const [chosen] = await inVillage(village, (tx) =>
      tx.selectFrom('resident').select('id').where('nik', '=', second!).execute(),
    );
    await inVillage(village, (tx) =>
      arrangeFamily(tx, village, operator, family, {
        headId: chosen!.id,
        relations: new Map(),
        reason: 'Sesuai KK baru',
      }),
    );
    const again = await carryOpensid(village, write(mysqldump(tables)));
    expect((await heads()).find((one) => one.family === family)).toMatchObject({
      head: second,
      leads: [second],
    });
    expect(table(again, 'tweb_penduduk')).toMatchObject({ new: 0, changed: 0 });
  });
});

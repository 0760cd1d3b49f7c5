import { beforeEach, describe, expect, test } from 'vitest';
import {
  addProgramme,
  carryOutAidImport,
  listProgrammes,
  openImport,
  openProgramme,
} from '../../src/lib/server/assistance/index.ts';
import {
  bringProgrammes,
  checkCarriedRecipients,
  countCarriedRecipients,
  countWaitingProgrammes,
} from '../../src/lib/server/bring-aid.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { furnishOpensid } from '../e2e/furnish-opensid.ts';
import { declareTestChange, makeFamily, makeResident } from '../factories.ts';
import { useWorld } from '../world.ts';
import { decision, openAidOffice, refused, typedProgramme } from './aid-office.ts';

const world = useWorld();
let office: Awaited<ReturnType<typeof openAidOffice>>;
beforeEach(async () => {
  office = await openAidOffice(world);
});

const bring = () => office.run((tx) => bringProgrammes(tx, office.village, office.operator));
const check = (programmeId: string) =>
  office.run((tx) => checkCarriedRecipients(tx, office.village, office.operator, programmeId));
const programmes = () => office.run((tx) => listProgrammes(tx, office.operator));
const rowsOf = async (programmeId: string) => {
  const id = await check(programmeId);
  const { rows } = await office.run((tx) =>
    openImport(tx, office.village, office.operator, { programmeId, id }),
  );
  return rows;
};

/** A row of OpenSID as it was kept. */
const keep = (kind: string, id: string, title: string, data: Record<string, string>) =>
  office.run((tx) =>
    tx
      .insertInto('carried_record')
      .values({
        village_id: office.village.id,
        source: 'desa-uji',
        source_table: kind === 'aid-programme' ? 'program' : 'program_peserta',
        source_id: id,
        kind,
        title,
        on_date: data.sdate ?? null,
        data: JSON.stringify(data),
        created_at: now(),
      })
      .execute(),
  );

describe('aid of OpenSID', () => {
  test('programmes become ours once; their recipients are looked at, then taken over', async () => {
    await furnishOpensid(office.village);
    expect(await office.run((tx) => countWaitingProgrammes(tx, office.operator))).toBe(1);
    expect(await bring()).toBe(1);
    expect(await bring()).toBe(0);
    expect(await office.run((tx) => countWaitingProgrammes(tx, office.operator))).toBe(0);
    const [programme] = await programmes();
    expect(programme).toMatchObject({
      name: 'BLT Dana Desa',
      target: 'person',
      level: 'village',
      funds: 'village-fund',
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
      takesProposals: false,
    });
    const { id, carriedId } = programme!;
    expect(await office.run((tx) => countCarriedRecipients(tx, office.operator, carriedId))).toBe(
      2,
    );
    // One of the two has died or left since: told, and not taken over.
    expect((await rowsOf(id)).map(({ verdict }) => verdict === 'new').sort()).toEqual([
      false,
      true,
    ]);
    const typed = { ...decision, keputusan: 'Data OpenSID' };
    const carryOut = async () => {
      const input = { programmeId: id, id: await check(id), typed };
      return office.run((tx) => carryOutAidImport(tx, office.village, office.operator, input));
    };
    expect(await carryOut()).toBe(1);
    const { counts } = await office.run((tx) => openProgramme(tx, office.operator, id));
    expect(counts.active).toBe(1);
    expect(await rowsOf(id)).toHaveLength(1);
    await expect(carryOut()).rejects.toEqual(refused('invalid', 'Tidak ada yang bisa dimasukkan'));
  });

  test('only who manages aid', async () => {
    await furnishOpensid(office.village);
    const work = (tx: Parameters<Parameters<typeof office.run>[0]>[0]) =>
      bringProgrammes(tx, office.village, office.wife);
    await expect(office.run(work)).rejects.toEqual(refused('not-signed-in'));
    expect(await programmes()).toEqual([]);
  });

  test('one that is here already is joined; two of one name stay two', async () => {
    const typed = { ...typedProgramme, nama: 'PKH', mulai: '2025-01-01' };
    const ours = await office.run((tx) => addProgramme(tx, office.village, office.operator, typed));
    for (const id of ['1', '2'])
      await keep('aid-programme', id, 'PKH', {
        sasaran: '2',
        sdate: '2025-01-01',
        asaldana: 'Pusat',
      });
    expect(await bring()).toBe(2);
    const all = await programmes();
    expect(all.map(({ name }) => name).sort()).toEqual(['PKH', 'PKH (2)']);
    expect(all.find(({ id }) => id === ours)?.carriedId).not.toBeNull();
    expect(await bring()).toBe(0);
  });

  test('a family is found by its number, a group by its holder; nonsense is told', async () => {
    const family = await makeFamily(office.village.id);
    const head = await makeResident(office.village.id, {
      name: 'KEPALA KELUARGA',
      family_id: family,
    });
    const kk = await office.run(async (tx) => {
      await declareTestChange(tx);
      await tx.updateTable('family').set({ head_id: head.id }).where('id', '=', family).execute();
      const row = await tx
        .selectFrom('family')
        .select('kk_number')
        .where('id', '=', family)
        .executeTakeFirstOrThrow();
      return row.kk_number!;
    });
    await keep('aid-programme', '5', 'Sembako', {
      sasaran: '2',
      sdate: '2024-02-01',
      asaldana: 'Pusat',
    });
    await keep('aid-programme', '6', 'Alsintan', {
      sasaran: '4',
      sdate: '2024-03-01',
      asaldana: 'Hibah',
    });
    await keep('aid-recipient', '1', 'Sembako', { program_id: '5', peserta: kk });
    await keep('aid-recipient', '2', 'Sembako', { program_id: '5', peserta: '123' });
    await keep('aid-recipient', '3', 'Alsintan', {
      program_id: '6',
      peserta: 'KT-01',
      kartu_nik: head.nik!,
      no_id_kartu: '77',
    });
    await bring();
    const all = await programmes();
    const [sembako, alsintan] = ['Sembako', 'Alsintan'].map((n) =>
      all.find(({ name }) => name === n)!,
    );
    expect(sembako).toMatchObject({ target: 'family', level: 'national', funds: 'national' });
    expect(alsintan).toMatchObject({ target: 'group', level: 'village', funds: 'other' });
    expect(await rowsOf(sembako!.id)).toMatchObject([
      { verdict: 'new', person: { name: 'KEPALA KELUARGA' }, bond: { familyId: family } },
      { verdict: 'unreadable', notes: ['NIK atau nomor KK tidak terbaca'] },
    ]);
    const group = { programmeId: alsintan!.id, id: await check(alsintan!.id), typed: decision };
    expect(await rowsOf(alsintan!.id)).toMatchObject([
      { verdict: 'new', row: { card: '77' }, bond: { groupName: 'Kelompok KT-01' } },
    ]);
    await office.run((tx) => carryOutAidImport(tx, office.village, office.operator, group));
    await expect(check(alsintan!.id)).rejects.toEqual(
      refused('conflict', 'sudah ada di program ini'),
    );
  });
});

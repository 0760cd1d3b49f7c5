import { beforeEach, describe, expect, test } from 'vitest';
import {
  carryOutAidImport,
  checkImport,
  dropAidImport,
  dropOldAidImports,
  exportRecipients,
  listRecipients,
  openImport,
} from '../../src/lib/server/assistance/index.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { openSpreadsheet } from '../../src/lib/server/population/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { openAidOffice, refused, type AidOffice } from './aid-office.ts';

const world = useWorld();
let office: AidOffice;
let programmeId: string;
beforeEach(async () => {
  office = await openAidOffice(world);
  programmeId = await office.programme();
});

const encode = (text: string) => new TextEncoder().encode(text);
const check = (text: string | Uint8Array<ArrayBuffer>, as: StaffVisitor = office.operator) =>
  checkImport(office.village, as, {
    programmeId,
    name: 'C:\\data\\penerima.csv',
    bytes: typeof text === 'string' ? encode(text) : text,
  });
const look = (id: string, as: StaffVisitor = office.operator) =>
  office.run((tx) => openImport(tx, office.village, as, { programmeId, id }));
const carryOut = (id: string, typed: Record<string, string> = {}) =>
  office.run((tx) =>
    carryOutAidImport(tx, office.village, office.operator, { programmeId, id, typed }),
  );
const nikOf = (id: string) =>
  office.run(async (tx) => {
    const row = await tx
      .selectFrom('resident')
      .select('nik')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.nik;
  });
const listed = (programme = programmeId) =>
  office.run((tx) =>
    listRecipients(tx, office.village, office.operator, { programmeId: programme }, 1),
  );

/** A family of its own with one head. */
async function neighbour(name: string, status = 1) {
  const family = await makeFamily(office.village.id);
  const head = await makeResident(office.village.id, {
    name,
    family_id: family,
    relation: 1,
    basic_status: status,
  });
  const { kk_number } = await office.run(async (tx) => {
    await declareTestChange(tx);
    await tx.updateTable('family').set({ head_id: head.id }).where('id', '=', family).execute();
    return tx
      .selectFrom('family')
      .select('kk_number')
      .where('id', '=', family)
      .executeTakeFirstOrThrow();
  });
  return { ...head, kk: kk_number };
}

describe('a spreadsheet of recipients', () => {
  test('is checked row by row before anything is written, then taken over once', async () => {
    const [wife, head] = [await nikOf(office.wife.residentId), await nikOf(office.head.residentId)];
    const [ani, budi, cici] = [
      await neighbour('ANI'),
      await neighbour('BUDI', 2),
      await neighbour('CICI', 3),
    ];
    const dedi = await neighbour('DEDI');
    await office.put(programmeId, { ...office.stranger, residentId: dedi.id });
    const other = await office.programme({ nama: 'PKH' });
    await office.put(other, { ...office.stranger, residentId: ani.id });
    const id = await check(
      [
        'Daftar penerima 2026',
        'No;NIK;No. KK;Nama Penerima;No Kartu KKS;Desil;Tgl Desil',
        `1;${wife};;Siti Aminah, S.Pd;6013 0001;1;01-02-2026`,
        `2;${head};;AHMAD SYUKRI;;;`,
        `3;;${ani.kk};ANI SAJA;;2;`,
        `4;${budi.nik};;BUDI;;;`,
        `5;${cici.nik};;CICI;;;`,
        `6;${dedi.nik};;DEDI;;;`,
        '7;5207024106990099;;TIDAK ADA;;;',
        '8;123;;SALAH;;;',
        '9;;;TANPA NOMOR;;;',
        `10;${await nikOf(office.stranger.residentId)};;ORANG LAIN;;;`,
      ].join('\r\n'),
    );
    const seen = await look(id);
    expect(seen.rows.map(({ row, verdict }) => [row.number, verdict])).toEqual([
      [3, 'new'],
      [4, 'double'],
      [5, 'new'],
      [6, 'dead'],
      [7, 'moved'],
      [8, 'already'],
      [9, 'unknown'],
      [10, 'unreadable'],
      [11, 'unreadable'],
      [12, 'unfit'],
    ]);
    expect(seen.rows[1]!.notes).toEqual(['Sama dengan baris 3']);
    expect(seen.rows[2]!.notes).toEqual([
      'Nama di berkas ANI SAJA, di data desa ANI',
      'Juga menerima PKH',
      'Desil tidak dicatat karena tanpa tanggal data',
    ]);
    expect((await listed()).total).toBe(1);

    await expect(carryOut(id, { masuk: 'aktif' })).rejects.toEqual(refused('invalid'));
    expect(await carryOut(id)).toBe(2);
    await expect(carryOut(id)).rejects.toEqual(refused('conflict'));
    const { lines } = await listed();
    expect(
      lines.map(({ name, state, decile, cardNumber }) => [name, state, decile, cardNumber]),
    ).toEqual([
      ['ANI', 'proposed', null, ''],
      ['DEDI', 'active', null, ''],
      ['SITI AMINAH', 'proposed', 1, '6013 0001'],
    ]);
    // The rows hold numbers of persons: gone once it is done.
    expect(await look(id)).toMatchObject({ state: 'done', taken: 2, rows: [] });
    expect(await office.told(office.head)).toHaveLength(1);
  });

  test('is judged anew when it is taken over: who was entered or died meanwhile is left out', async () => {
    const [ani, budi] = [await neighbour('ANI'), await neighbour('BUDI')];
    const id = await check(`nik,nama\n${ani.nik},ANI\n${budi.nik},BUDI`);
    expect((await look(id)).rows.map(({ verdict }) => verdict)).toEqual(['new', 'new']);
    await office.put(programmeId, { ...office.stranger, residentId: ani.id });
    await office.run(async (tx) => {
      await declareTestChange(tx);
      await tx.updateTable('resident').set({ basic_status: 2 }).where('id', '=', budi.id).execute();
    });
    await expect(carryOut(id)).rejects.toEqual(refused('invalid', 'Tidak ada yang bisa'));
    await office.run((tx) =>
      dropAidImport(tx, office.village, office.operator, { programmeId, id }),
    );
    expect(await look(id)).toMatchObject({ state: 'dropped', rows: [] });
  });

  test('in OpenSID’s form names a family by its number under “peserta”', async () => {
    const ani = await neighbour('ANI');
    const id = await check(`peserta,kartu_nama,no_id_kartu\n${ani.kk},ANI,KKS-1`);
    expect((await look(id)).rows).toMatchObject([
      { verdict: 'new', person: { name: 'ANI' }, row: { card: 'KKS-1' } },
    ]);
  });

  test('leaves out the officer’s own family', async () => {
    const own = staffVisitor(
      await makeStaff(office.village.id, ['operator'], { resident_id: office.son.residentId }),
    );
    const id = await check(`nik,nama\n${await nikOf(office.head.residentId)},AHMAD SYUKRI`, own);
    expect((await look(id, own)).rows.map(({ verdict }) => verdict)).toEqual(['own']);
  });

  test.each([
    ['an empty file', '', 'Pilih berkas'],
    ['a file without such headings', 'nama,umur\nANI,30', 'Judul kolom'],
    ['a file with headings alone', 'nik,nama\n,\n,\n', 'Tidak ada penerima'],
    ['a picture', '\u0089PNG\r\n\u001a\n0000000000', ''],
    [
      'more rows than a programme has',
      `nik,nama\n${'5207021506850001,ANI\n'.repeat(2_200)}`,
      'baris',
    ],
  ])('is refused: %s', async (_, text, words) => {
    await expect(check(text)).rejects.toEqual(refused('invalid', words));
  });

  test('is for officers who prepare, of this village and programme, and is forgotten after a week', async () => {
    const id = await check(`nik,nama\n${await nikOf(office.head.residentId)},AHMAD SYUKRI`);
    for (const other of [office.secretary, await office.staff('overseer')]) {
      await expect(check('nik', other)).rejects.toEqual(refused('forbidden'));
      await expect(look(id, other)).rejects.toEqual(refused('forbidden'));
    }
    const second = await office.programme({ nama: 'PKH' });
    await expect(
      office.run((tx) =>
        openImport(tx, office.village, office.operator, { programmeId: second, id }),
      ),
    ).rejects.toEqual(refused('not-found'));
    const clean = () => office.run((tx) => dropOldAidImports(tx, office.village, 100));
    expect(await clean()).toBe(0);
    world.clock.advance(8 * 24 * 60 * 60_000);
    expect(await clean()).toBe(1);
    expect(await look(id)).toMatchObject({ state: 'dropped', rows: [] });
  });
});

describe('taking the recipients out', () => {
  const take = async (
    numbers: 'masked' | 'full',
    as: StaffVisitor = office.operator,
    reason = 'Laporan bulanan ke camat',
  ) => {
    const pieces: Buffer[] = [];
    await office.run((tx) =>
      exportRecipients(
        tx,
        office.village,
        as,
        { filter: { programmeId }, numbers, reason },
        (piece) => void pieces.push(piece),
      ),
    );
    const source = await openSpreadsheet(new Uint8Array(Buffer.concat(pieces)));
    const rows: unknown[][] = [];
    for await (const step of source.rows(source.sheetNames[0]!))
      rows.push(...step.map(({ cells }) => cells));
    return rows;
  };

  test('masks numbers unless whole ones are asked for with the right and a fresh proof', async () => {
    await office.put(programmeId, office.head);
    const nik = await nikOf(office.head.residentId);
    expect((await take('masked'))[1]![0]).toMatch(/^\d{4}•+\d{4}$/);
    expect((await take('full'))[1]).toEqual(expect.arrayContaining([nik, 'AHMAD SYUKRI', 'Aktif']));
    await expect(take('full', await office.staff('official'))).rejects.toEqual(
      refused('forbidden'),
    );
    expect(await take('masked', await office.staff('official'))).toHaveLength(2);
    await expect(take('masked', await office.staff('overseer'))).rejects.toEqual(
      refused('forbidden'),
    );
    await expect(take('masked', office.operator, '')).rejects.toEqual(refused('invalid'));
    const stale = { ...office.operator, provedAt: new Date(0) };
    await expect(take('full', stale)).rejects.toEqual(refused('proof-needed'));
  });

  test('writes what an import of another programme reads again', async () => {
    await office.put(programmeId, office.head);
    const pieces: Buffer[] = [];
    await office.run((tx) =>
      exportRecipients(
        tx,
        office.village,
        office.operator,
        { filter: { programmeId }, numbers: 'full', reason: 'Dipindahkan ke program lain' },
        (piece) => void pieces.push(piece),
      ),
    );
    programmeId = await office.programme({ nama: 'BLT kedua' });
    const id = await check(new Uint8Array(Buffer.concat(pieces)));
    expect((await look(id)).rows).toMatchObject([
      { verdict: 'new', person: { name: 'AHMAD SYUKRI' }, notes: ['Juga menerima BLT Dana Desa'] },
    ]);
  });
});

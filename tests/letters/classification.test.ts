import { describe, expect, test } from 'vitest';
import {
  addOwnCode,
  chooseTypeCode,
  findClassifications,
  importOwnCodes,
  listTypeCodes,
  removeOwnCode,
  shippedTypes,
} from '../../src/lib/server/letters/index.ts';
import { useWorld } from '../world.ts';
import { simple } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();

test('the codes of letters are found by the name of the letter or the beginning of the code', async () => {
  const search = async (typed: string) =>
    (await office.run((tx) => listTypeCodes(tx, office.operator, typed))).types;
  expect(await search('')).toHaveLength(shippedTypes().size);
  const marriage = (await search('nikah')).map(({ slug }) => slug);
  expect(marriage).toContain('pengantar-nikah');
  expect(marriage).not.toContain('keterangan-usaha');
  const civil = await search('400.12.3');
  expect(civil.length).toBeGreaterThan(0);
  expect(civil.every(({ code }) => code.startsWith('400.12.3'))).toBe(true);
});

const find = async (typed: string) =>
  (await office.run((tx) => findClassifications(tx, typed))).map(({ code, list }) => [code, list]);
const take = (text: string) =>
  office.run((tx) =>
    importOwnCodes(tx, office.village.id, office.operator, Buffer.from(text, 'utf8')),
  );

test('both lists of the ministry are found by code and by words', async () => {
  expect((await find('400.12.3.1'))[0]).toEqual(['400.12.3.1', '2022']);
  expect(await find('kematian')).toEqual(
    expect.arrayContaining([
      ['400.12.3.1', '2022'],
      ['472.12', '2012'],
    ]),
  );
  expect((await find('indentitas pendduk'))[0]).toEqual(['400.12.2.1', '2022']);
});

describe('codes of the village’s own', () => {
  const add = (code: string, name: string) =>
    office.run((tx) => addOwnCode(tx, office.village.id, office.operator, { code, name }));

  test('are added, named anew, found first, removed', async () => {
    await add('145.7', 'Surat pengantar dusun');
    await add('145.7', 'Surat pengantar kepala dusun');
    expect((await find('pengantar dusun'))[0]).toEqual(['145.7', 'own']);
    const { own } = await office.run((tx) => listTypeCodes(tx, office.operator));
    expect(own).toEqual([{ code: '145.7', name: 'Surat pengantar kepala dusun' }]);
    await office.run((tx) => removeOwnCode(tx, office.village.id, office.operator, '145.7'));
    expect(await find('pengantar dusun')).toEqual([]);
    await expect(add('145 7?', 'Salah')).rejects.toMatchObject({
      fields: { klasifikasi: expect.any(String) },
    });
    await expect(add('145', 'x')).rejects.toMatchObject({ fields: { nama: expect.any(String) } });
    await expect(
      office.run((tx) =>
        addOwnCode(tx, office.village.id, office.official, { code: '1', name: 'Satu' }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('come from a table, whatever else stands in it', async () => {
    const csv =
      'Daftar kode desa\nNo;Kode;Uraian\n1;900.7.1;Retribusi pasar desa\n2;900.7.2;Sewa kios\n;;catatan\n';
    expect(await take(csv)).toBe(2);
    expect((await find('retribusi pasar'))[0]).toEqual(['900.7.1', 'own']);
    expect((await find('sewa kios'))[0]).toEqual(['900.7.2', 'own']);
    await expect(take('nama;alamat\nSiti;Labuhan\n')).rejects.toMatchObject({
      fields: { berkas: expect.any(String) },
    });
    await expect(take('')).rejects.toEqual(refused('invalid'));
  });
});

test('a type’s letters are numbered under the code that the village chose', async () => {
  const usual = shippedTypes().get(simple)!.classification;
  const choose = (code: string) =>
    office.run((tx) =>
      chooseTypeCode(tx, office.village.id, office.operator, { slug: simple, code }),
    );
  const numberOf = async () => {
    const { reference } = await office.send();
    await office.bringToSigning(reference);
    return (await office.approve(reference)).number;
  };
  await choose('145');
  expect(await numberOf()).toMatch(/^145\//);
  await choose('');
  expect((await numberOf()).startsWith(`${usual}/`)).toBe(true);
  await expect(choose('kode salah')).rejects.toMatchObject({
    fields: { [`klasifikasi-${simple}`]: expect.any(String) },
  });
});

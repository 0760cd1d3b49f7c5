import { beforeAll, describe, expect, test } from 'vitest';
import { changeText, textFormOf } from '../../src/lib/domain/edit-letter-text.ts';
import { changeFacts, factsOf } from '../../src/lib/domain/edit-letter-facts.ts';
import { typedForm } from '../../src/lib/domain/typed-form.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addType,
  checkText,
  compareVersions,
  discardDraft,
  editType,
  findLetterType,
  followShipped,
  getOwnRequest,
  goBackToVersion,
  importType,
  keepOwnText,
  letterTypes,
  listTypes,
  listVersions,
  moveType,
  openType,
  orderByUse,
  previewType,
  publishType,
  retireType,
  shippedTypes,
  startDraft,
  takeOutType,
  tryType,
} from '../../src/lib/server/letters/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();
let admin: StaffVisitor;
beforeAll(async () => {
  admin = staffVisitor(await makeStaff(office.village.id, ['admin']));
});

const usaha = 'keterangan-usaha';
const id = () => office.village.id;
const slugs = () => office.run(async (tx) => [...(await letterTypes(tx)).keys()]);

/** Saves another text of a type. */
const write = (slug: string, change: (body: string) => string, as = office.operator) =>
  office.run(async (tx) => {
    const { type } = await openType(tx, as, slug);
    const typed = { ...textFormOf(type), body: change(type.body) };
    await editType(tx, id(), as, { slug, part: 'isi' }, (draft) =>
      changeText(draft, typedForm(Object.entries(typed))),
    );
  });
const publish = (slug: string, note = '', as = admin) =>
  office.run((tx) => publishType(tx, id(), as, { slug, note }));

describe('a shipped type that the village changes', () => {
  test('is offered changed only once it is published, and only here', async () => {
    const filed = await office.send(office.siti, usaha);
    await write(usaha, (body) => `${body}\n\nDesa menambah kalimat.`);
    const offered = () => office.run((tx) => findLetterType(tx, usaha));
    expect((await offered())!.body).not.toContain('Desa menambah');
    await publish(usaha, 'Kalimat penutup');
    expect((await offered())!.body).toContain('Desa menambah kalimat.');
    const other = await makeVillage('Tetangga');
    expect((await withVillage(other.id, (tx) => findLetterType(tx, usaha)))!.body).toBe(
      shippedTypes().get(usaha)!.body,
    );
    expect(await withVillage(other.id, (tx) => listVersions(tx, admin, usaha))).toHaveLength(1);
    const own = await office.run((tx) =>
      getOwnRequest(tx, office.village, office.siti, { reference: filed.reference }),
    );
    expect(own.type.body).not.toContain('Desa menambah');
    const again = await office.run((tx) =>
      startDraft(tx, office.village, office.siti, { slug: usaha }),
    );
    const drafted = await office.run((tx) =>
      getOwnRequest(tx, office.village, office.siti, { id: again }),
    );
    expect(drafted.type.body).toContain('Desa menambah');
  });

  test('keeps its history, goes back by a new version, and follows the shipped text again', async () => {
    const versions = await office.run((tx) => listVersions(tx, admin, usaha));
    expect(versions.map(({ key, inForce }) => [key, inForce])).toEqual([
      ['2', true],
      ['1', false],
      ['bawaan', false],
    ]);
    expect(versions[0]).toMatchObject({ note: 'Kalimat penutup', madeBy: admin.name });
    const parts = await office.run((tx) =>
      compareVersions(tx, admin, { slug: usaha, from: '1', to: '2' }),
    );
    expect(parts.filter(({ changed }) => changed).map(({ title }) => title)).toEqual(['Isi surat']);
    await office.run((tx) => goBackToVersion(tx, id(), admin, { slug: usaha, number: 1 }));
    expect((await office.run((tx) => findLetterType(tx, usaha)))!.body).toBe(
      shippedTypes().get(usaha)!.body,
    );
    expect((await office.run((tx) => openType(tx, admin, usaha))).origin).toBe('changed');
    await office.run((tx) => followShipped(tx, id(), admin, usaha));
    expect(await office.run((tx) => openType(tx, admin, usaha))).toMatchObject({
      origin: 'shipped',
      published: 4,
      shippedNews: false,
    });
  });

  test('is told of a release that changes the shipped text, once', async () => {
    const news = async () => {
      const types = await office.run((tx) => listTypes(tx, admin));
      const listed = types.filter(({ shippedNews }) => shippedNews).map(({ slug }) => slug);
      const opened = await office.run((tx) => openType(tx, admin, usaha));
      expect(opened.shippedNews).toBe(listed.includes(usaha));
      return listed;
    };
    await write(usaha, (body) => `${body}\n\nKalimat desa.`);
    await publish(usaha);
    expect(await news()).toEqual([]);
    // As a release leaves it: what the village saw of the shipped text is no longer what ships.
    const release = () =>
      office.run((tx) =>
        tx
          .updateTable('letter_type')
          .set({ shipped_seen: 'teks rilis lama' })
          .where('slug', '=', usaha)
          .execute(),
      );
    await release();
    expect(await news()).toEqual([usaha]);
    expect((await office.run((tx) => findLetterType(tx, usaha)))!.body).toContain('Kalimat desa.');
    await expect(office.run((tx) => keepOwnText(tx, id(), office.operator, usaha))).rejects.toEqual(
      refused('forbidden'),
    );
    await office.run((tx) => keepOwnText(tx, id(), admin, usaha));
    expect(await news()).toEqual([]);
    expect((await office.run((tx) => findLetterType(tx, usaha)))!.body).toContain('Kalimat desa.');
    await release();
    await office.run((tx) => followShipped(tx, id(), admin, usaha));
    expect(await news()).toEqual([]);
    expect((await office.run((tx) => findLetterType(tx, usaha)))!.body).toBe(
      shippedTypes().get(usaha)!.body,
    );
  });

  test('written back to what it was is no change', async () => {
    await write(usaha, (body) => `${body}\n\nSebentar.`);
    expect((await office.run((tx) => openType(tx, admin, usaha))).changing).toBe(true);
    await write(usaha, (body) => body.replace('\n\nSebentar.', ''));
    expect((await office.run((tx) => openType(tx, admin, usaha))).changing).toBe(false);
  });
});

describe('mistakes', () => {
  test('may stand in a draft, are told with their line, and keep it from being published', async () => {
    const slug = await office.run((tx) =>
      addType(tx, id(), office.operator, { name: 'Surat Salah', from: '' }),
    );
    await write(slug, (body) => `${body}\n\n{{answers.entah}}`);
    const { mistakes } = await office.run((tx) => openType(tx, admin, slug));
    expect(mistakes).toEqual([expect.objectContaining({ part: 'isi', line: 11 })]);
    await expect(publish(slug)).rejects.toEqual(refused('invalid'));
    const checked = await office.run((tx) =>
      checkText(tx, office.operator, slug, typedForm([['body', '{{answers.keperluan}} **']])),
    );
    expect(checked[0]!.message).toContain('tidak berpasangan');
    expect(await slugs()).not.toContain(slug);
    expect(await office.run((tx) => discardDraft(tx, id(), office.operator, slug))).toEqual({
      gone: true,
    });
    await expect(office.run((tx) => openType(tx, admin, slug))).rejects.toEqual(
      refused('not-found'),
    );
  });

  test('of a key are refused at their field, and nothing is kept', async () => {
    const change = office.run(async (tx) => {
      const { type } = await openType(tx, admin, 'pengantar');
      const typed = { ...factsOf(type), code: 'terlalu panjang' };
      const entries = Object.entries(typed).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as const),
      );
      await editType(tx, id(), admin, { slug: 'pengantar', part: 'umum' }, (draft) =>
        changeFacts(draft, typedForm(entries)),
      );
    });
    await expect(change).rejects.toMatchObject({
      kind: 'invalid',
      fields: { code: expect.any(String) as string },
    });
    expect((await office.run((tx) => openType(tx, admin, 'pengantar'))).changing).toBe(false);
  });

  test('a code that another letter has is refused', async () => {
    const slug = await office.run((tx) =>
      addType(tx, id(), admin, { name: 'Surat Kembar', from: '' }),
    );
    await office.run((tx) =>
      editType(tx, id(), admin, { slug, part: 'umum' }, (draft) => ({
        ...draft,
        front: { ...draft.front, code: 'SKU' },
      })),
    );
    await expect(publish(slug)).rejects.toMatchObject({
      message: expect.stringContaining('SKU') as string,
    });
    await office.run((tx) => discardDraft(tx, id(), admin, slug));
  });
});

describe('a type of the village’s own', () => {
  let slug: string;
  test('begins as a copy, is published, offered, and drawn with a resident’s data', async () => {
    slug = await office.run((tx) =>
      addType(tx, id(), office.operator, { name: 'Surat Keterangan Kios', from: usaha }),
    );
    expect(slug).toBe('surat-keterangan-kios');
    await publish(slug, '', office.secretary);
    expect(await slugs()).toContain(slug);
    const { id: request } = await office.run(async (tx) => ({
      id: await startDraft(tx, office.village, office.siti, { slug }),
    }));
    const own = await office.run((tx) =>
      getOwnRequest(tx, office.village, office.siti, { id: request }),
    );
    expect(own.type).toMatchObject({ name: 'Surat Keterangan Kios', code: 'SKK' });
    const residentId = office.siti.residentId;
    const svg = await office.run((tx) =>
      previewType(tx, office.village, admin, { slug, residentId }),
    );
    expect(svg).toMatch(/^<svg /);
    expect(await office.run((tx) => tryType(tx, id(), admin, { slug, residentId }))).toEqual({
      id: residentId,
      name: 'SITI AMINAH',
    });
  });

  test('leaves as a file and comes in elsewhere as a draft', async () => {
    const file = await office.run((tx) => takeOutType(tx, id(), admin, slug));
    const other = await makeVillage('Seberang');
    const there = staffVisitor(await makeStaff(other.id, ['admin']));
    const bring = (bytes: Uint8Array) =>
      withVillage(other.id, (tx) => importType(tx, other.id, there, bytes));
    const arrived = await bring(Buffer.from(file));
    const opened = await withVillage(other.id, (tx) => openType(tx, there, arrived));
    expect(opened).toMatchObject({ changing: true, published: null, mistakes: [], origin: 'own' });
    expect(opened.type.body).toBe(shippedTypes().get(usaha)!.body);
    expect(
      await withVillage(other.id, async (tx) => [...(await letterTypes(tx)).keys()]),
    ).not.toContain(arrived);
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(200_000),
      new Uint8Array([0xff, 0xfe, 0x00]),
      Buffer.from('PK\u0003\u0004'),
      Buffer.from(file.replace('code:', 'kode:')),
      Buffer.from(`---\na: &a [1,1]\nb: [*a,*a]\n---\nx`),
    ])
      await expect(bring(bytes)).rejects.toMatchObject({
        kind: 'invalid',
        fields: { berkas: expect.any(String) as string },
      });
  });

  test('stands where the village puts it, and is hidden once retired', async () => {
    const move = (to: 'up' | 'down' | 'top') =>
      office.run((tx) => moveType(tx, id(), admin, { slug, to }));
    await move('top');
    expect((await slugs())[0]).toBe(slug);
    await move('down');
    expect((await slugs())[1]).toBe(slug);
    await office.run((tx) => orderByUse(tx, id(), admin));
    expect((await slugs())[0]).toBe(usaha);
    await office.run((tx) => retireType(tx, id(), admin, { slug, retired: true }));
    expect(await slugs()).not.toContain(slug);
    const start = office.run((tx) => startDraft(tx, office.village, office.siti, { slug }));
    await expect(start).rejects.toEqual(refused('not-found'));
    const listed = await office.run((tx) => listTypes(tx, admin, 'surat keterangan kios'));
    expect(listed).toEqual([expect.objectContaining({ slug, retired: true, origin: 'own' })]);
    await office.run((tx) => retireType(tx, id(), admin, { slug, retired: false }));
    expect(await slugs()).toContain(slug);
  });
});

describe('who may', () => {
  test('an operator drafts, publishes nothing; an official neither', async () => {
    await write('pengantar', (body) => `${body}\n\nLagi.`);
    await expect(publish('pengantar', '', office.operator)).rejects.toEqual(refused('forbidden'));
    await expect(write('pengantar', (body) => body, office.official)).rejects.toEqual(
      refused('forbidden'),
    );
    const order = office.run((tx) => orderByUse(tx, id(), office.operator));
    await expect(order).rejects.toEqual(refused('forbidden'));
  });

  test('who was slower is told, with nobody’s words lost', async () => {
    const { changedAt } = await office.run((tx) => openType(tx, admin, 'pengantar'));
    const save = (as: StaffVisitor, since: string) =>
      office.run((tx) =>
        editType(tx, id(), as, { slug: 'pengantar', part: 'isi', since }, (draft) => ({
          ...draft,
          body: `${draft.body}\n\n${as.name}.`,
        })),
      );
    await expect(save(admin, 'lama')).rejects.toEqual(refused('conflict'));
    await save(admin, changedAt!.toISOString());
    await save(admin, 'lama');
  });
});

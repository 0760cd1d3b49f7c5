import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { listAccesses } from '../../src/lib/server/audit/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import { findNotices, handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  acceptCorrection,
  attachProof,
  cancelCorrection,
  chooseFields,
  countWaitingCorrections,
  getOwnCorrection,
  getOwnProof,
  keepWishes,
  listCorrections,
  listOwnCorrections,
  openCorrection,
  openProof,
  readDraft,
  readFieldChoice,
  refuseCorrection,
  removeProof,
  sendCorrection,
} from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { photo } from '../letters/letter-office.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;

let village: VillageContext;
let ahmad: ResidentVisitor;
let siti: ResidentVisitor;
let child: { id: string };
let stranger: ResidentVisitor;
let operator: StaffVisitor;
beforeEach(async () => {
  village = await makeVillage();
  const family = await makeFamily(village.id);
  const person = async (name: string, relation: number, birth: string, more = {}) =>
    makeResident(village.id, {
      name,
      relation,
      birth_date: birth,
      family_id: family,
      updated_at: world.clock.now(),
      ...more,
    });
  ahmad = residentVisitor(await person('AHMAD', 1, '1980-01-01', { phone: '+6281234567890' }));
  siti = residentVisitor(await person('SITI', 3, '1983-01-01'));
  child = await person('RIZKI', 4, '2015-01-01');
  stranger = residentVisitor(await makeResident(village.id));
  operator = staffVisitor(await makeStaff(village.id, ['operator'], { name: 'Pak Op' }));
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const recordOf = (id: string) =>
  run((tx) => tx.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

interface Asked {
  by?: ResidentVisitor;
  about?: string;
  typed: Record<string, string>;
  clear?: string[];
  note?: string;
  proof?: boolean;
}

/** A request up to the page where it is checked. */
async function draft({ by = ahmad, about, typed, clear = [], note = '', proof = true }: Asked) {
  const residentId = about ?? by.residentId;
  const columns = [...Object.keys(typed), ...clear];
  const id = await run((tx) => chooseFields(tx, village, by, { residentId, columns }));
  await run((tx) => keepWishes(tx, by, { id, typed, clear, note }));
  if (proof) {
    const upload = await photo();
    await run((tx) => attachProof(tx, village, by, { id, upload }));
  }
  return id;
}
const post = (id: string, by = ahmad, key = crypto.randomUUID()) =>
  run((tx) => sendCorrection(tx, village, by, { id, key }));
async function ask(asked: Asked) {
  const id = await draft(asked);
  await post(id, asked.by);
  return id;
}
const open = (id: string, as = operator) => run((tx) => openCorrection(tx, village, as, id));
async function accept(id: string, columns?: string[], reason = '', as = operator) {
  const seen = await open(id);
  const all = columns ?? seen.wishes.map((wish) => wish.column);
  await run((tx) =>
    acceptCorrection(tx, village, as, { id, columns: all, seen: seen.version, reason }),
  );
}
const refuse = (id: string, reason = 'Buktinya tidak terbaca.', as = operator) =>
  run((tx) => refuseCorrection(tx, village, as, { id, reason }));
const own = (id: string, as = ahmad) => run((tx) => getOwnCorrection(tx, as, id));
async function told(residentId: string) {
  world.clock.advance(5 * 60_000);
  await handOnLateOutboxRows(village.id);
  return (await run((tx) => findNotices(tx, residentId, 10))).map((notice) => notice.text);
}
const trailOf = async (visitor: ResidentVisitor, by: 'self' | 'others') =>
  (await run((tx) => listAccesses(tx, visitor, { by, limit: 20 }))).accesses.map(
    (access) => access.sentence,
  );

describe('asking', () => {
  const choice = (of: string, as = ahmad) => run((tx) => readFieldChoice(tx, village, as, of));
  const columns = async (of: string, as = ahmad) =>
    (await choice(of, as)).parts.flatMap((part) => part.fields.map((field) => field.column));

  test('offers what the asker sees, with what stands there, and not what needs the office', async () => {
    const { parts, name, own } = await choice(ahmad.residentId);
    expect({ name, own }).toEqual({ name: 'AHMAD', own: true });
    const fields = parts.flatMap((part) => part.fields);
    expect(fields.find((f) => f.column === 'phone')).toMatchObject({ present: '0812-••••-•890' });
    expect(fields.map((f) => f.column)).toEqual(
      expect.arrayContaining(['name', 'birth_certificate', 'chronic_illness']),
    );
    for (const closed of ['nik', 'basic_status', 'relation', 'area_id', 'mother_nik', 'note'])
      expect(fields.map((f) => String(f.column))).not.toContain(closed);
  });

  test('for a minor papers too, for a grown member what stands on the family card', async () => {
    expect(await columns(child.id, siti)).toContain('birth_certificate');
    expect(await columns(child.id, siti)).not.toContain('chronic_illness');
    expect(await columns(siti.residentId)).toContain('religion');
    expect(await columns(siti.residentId)).not.toContain('birth_certificate');
    expect(await columns(siti.residentId)).not.toContain('phone');
  });

  test('is not for others’ records, nor for what may not be asked', async () => {
    for (const by of [stranger, residentVisitor({ id: child.id, name: 'RIZKI' })])
      await expect(
        run((tx) =>
          chooseFields(tx, village, by, { residentId: ahmad.residentId, columns: ['religion'] }),
        ),
      ).rejects.toMatchObject({ kind: 'not-found' });
    for (const columns of [[], ['nik'], ['basic_status', 'family_id', 'x']])
      await expect(
        run((tx) => chooseFields(tx, village, ahmad, { residentId: ahmad.residentId, columns })),
      ).rejects.toMatchObject({ kind: 'invalid' });
    await expect(
      run((tx) =>
        chooseFields(tx, village, ahmad, { residentId: siti.residentId, columns: ['phone'] }),
      ),
    ).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('keeps what was typed, right or wrong, and says what is wrong', async () => {
    const id = await draft({
      typed: { birth_date: '1980--3', religion: '1', phone: 'abc', email: '' },
      proof: false,
    });
    const { fields, problems } = await run((tx) => readDraft(tx, village, ahmad, id));
    expect(fields.find((f) => f.column === 'birth_date')).toMatchObject({ typed: '1980--3' });
    expect(Object.keys(problems).sort()).toEqual([
      'birth_date',
      'bukti',
      'email',
      'phone',
      'religion',
    ]);
    expect(problems.religion).toContain('sama dengan yang tercatat');
    await expect(post(id)).rejects.toMatchObject({ kind: 'invalid', fields: problems });
    // Chosen again, what was typed for the fields that stay is still there.
    const again = await run((tx) =>
      chooseFields(tx, village, ahmad, {
        residentId: ahmad.residentId,
        columns: ['phone', 'occupation'],
      }),
    );
    expect(again).toBe(id);
    const after = await run((tx) => readDraft(tx, village, ahmad, id));
    expect(after.fields.map((f) => [f.column, f.typed])).toEqual([
      ['occupation', ''],
      ['phone', 'abc'],
    ]);
  });

  test('says what cannot be true together', async () => {
    const id = await draft({ typed: { married_on: '1979-12-31' } });
    const { problems } = await run((tx) => readDraft(tx, village, ahmad, id));
    expect(problems.married_on).toContain('sebelum tanggal lahir');
  });

  test('needs a proof where a paper tells, and none for one’s own word', async () => {
    const word = await draft({ typed: { occupation: '11' }, proof: false });
    await post(word);
    const paper = await draft({ by: siti, typed: { religion: '2' }, proof: false });
    await expect(post(paper, siti)).rejects.toMatchObject({ fields: { bukti: /Lampirkan/ } });
  });

  test('sent twice with one key it is one; sent, it cannot be changed', async () => {
    const id = await draft({ typed: { occupation: '11' } });
    const key = crypto.randomUUID();
    await post(id, ahmad, key);
    await post(id, ahmad, key);
    expect(await run(countWaitingCorrections)).toBe(1);
    await expect(post(id)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(
      run((tx) => keepWishes(tx, ahmad, { id, typed: {}, clear: [], note: '' })),
    ).rejects.toMatchObject({ kind: 'conflict' });
    expect(await trailOf(ahmad, 'self')).toContain('meminta perbaikan data: pekerjaan');
  });

  test('what waits already is not asked again', async () => {
    await ask({ typed: { occupation: '11' } });
    await expect(
      run((tx) =>
        chooseFields(tx, village, ahmad, {
          residentId: ahmad.residentId,
          columns: ['occupation'],
        }),
      ),
    ).rejects.toMatchObject({ kind: 'invalid' });
    for (const column of ['nickname', 'ethnicity', 'current_address', 'email'])
      await ask({ typed: { [column]: column === 'email' ? 'a@b.id' : 'Baru' } });
    await expect(ask({ typed: { phone: '081299990000' } })).rejects.toThrow(/menunggu/);
  });

  test('proofs: at most five, taken out again, and seen by whoever sent them', async () => {
    const id = await draft({ typed: { religion: '2' } });
    for (let n = 0; n < 4; n++) {
      const upload = await photo();
      await run((tx) => attachProof(tx, village, ahmad, { id, upload }));
    }
    const upload = await photo();
    await expect(
      run((tx) => attachProof(tx, village, ahmad, { id, upload })),
    ).rejects.toMatchObject({ kind: 'invalid' });
    const { proofs } = await run((tx) => readDraft(tx, village, ahmad, id));
    const fileId = proofs[0]!.id;
    expect((await run((tx) => getOwnProof(tx, village, ahmad, { id, fileId }))).mediaType).toBe(
      'image/jpeg',
    );
    await expect(run((tx) => getOwnProof(tx, village, siti, { id, fileId }))).rejects.toMatchObject(
      { kind: 'not-found' },
    );
    await run((tx) => removeProof(tx, ahmad, { id, fileId }));
    expect((await run((tx) => readDraft(tx, village, ahmad, id))).proofs).toHaveLength(4);
  });

  test('is taken back while it waits; a draft leaves nothing', async () => {
    const waiting = await ask({ typed: { occupation: '11' } });
    await run((tx) => cancelCorrection(tx, village.id, ahmad, waiting));
    expect((await own(waiting)).state).toBe('cancelled');
    await expect(accept(waiting)).rejects.toThrow(/membatalkan/);
    const begun = await draft({ typed: { religion: '2' } });
    await expect(run((tx) => cancelCorrection(tx, village.id, siti, begun))).rejects.toMatchObject({
      kind: 'not-found',
    });
    await run((tx) => cancelCorrection(tx, village.id, ahmad, begun));
    await expect(own(begun)).rejects.toMatchObject({ kind: 'not-found' });
    const answered = await ask({ typed: { occupation: '11' } });
    await refuse(answered);
    await expect(
      run((tx) => cancelCorrection(tx, village.id, ahmad, answered)),
    ).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('deciding', () => {
  test('shows what stands, stood and is wanted; accepting changes the register and tells', async () => {
    const id = await ask({
      typed: { occupation: '11', birth_place: 'Sumbawa', phone: '0813 1111 2222' },
      note: 'Salah ketik',
    });
    const seen = await open(id);
    expect(seen).toMatchObject({ name: 'AHMAD', byName: null, note: 'Salah ketik', odd: [] });
    expect(seen.wishes.find((w) => w.column === 'phone')).toMatchObject({
      present: '0812-••••-•890',
      was: '0812-••••-•890',
      wanted: '0813-1111-2222',
      moved: false,
    });
    await accept(id);
    expect(await recordOf(ahmad.residentId)).toMatchObject({
      occupation: 11,
      birth_place: 'Sumbawa',
      phone: '+6281311112222',
    });
    const change = await run((tx) =>
      tx.selectFrom('register_change').selectAll().where('kind', '=', 'correction').execute(),
    );
    expect(change).toMatchObject([{ actor_name: 'Pak Op, Kasi Pelayanan' }]);
    expect(await own(id)).toMatchObject({ state: 'accepted', accepted: 'all', reason: null });
    expect(await told(ahmad.residentId)).toEqual([
      'Perbaikan data yang Anda minta diterima. Data desa sudah diperbaiki.',
    ]);
    expect(await trailOf(ahmad, 'others')).toEqual(
      expect.arrayContaining([
        'membuka permintaan perbaikan data',
        'menerima permintaan perbaikan data: tempat lahir, pekerjaan, telepon',
      ]),
    );
  });

  test('only some of it, with the reason for the rest', async () => {
    const id = await ask({ typed: { occupation: '11', religion: '2' } });
    await expect(accept(id, ['occupation'])).rejects.toMatchObject({
      fields: { 'alasan-sebagian': /alasan/ },
    });
    await accept(id, ['occupation'], 'Surat pindah agama belum ada.');
    expect(await recordOf(ahmad.residentId)).toMatchObject({ occupation: 11, religion: 1 });
    expect(await own(id)).toMatchObject({
      accepted: 'some',
      reason: 'Surat pindah agama belum ada.',
    });
    expect((await own(id)).wishes.map((w) => [w.column, w.accepted])).toEqual([
      ['religion', false],
      ['occupation', true],
    ]);
    expect((await told(ahmad.residentId))[0]).toContain('diterima sebagian');
  });

  test('taking a fact away', async () => {
    const id = await ask({ typed: {}, clear: ['phone'], proof: false });
    expect((await open(id)).wishes[0]).toMatchObject({ wanted: '' });
    await accept(id);
    expect((await recordOf(ahmad.residentId)).phone).toBeNull();
  });

  test('refusing wants a reason; the register stays, the resident is told', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    await expect(refuse(id, ' x ')).rejects.toMatchObject({ fields: { alasan: /alasan/ } });
    await refuse(id);
    expect((await recordOf(ahmad.residentId)).occupation).toBe(9);
    expect(await own(id)).toMatchObject({ state: 'refused', reason: 'Buktinya tidak terbaca.' });
    expect((await told(ahmad.residentId))[0]).toContain('ditolak');
    await expect(accept(id)).rejects.toThrow(/sudah diputuskan/);
  });

  test('nothing ticked is not accepting', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    for (const columns of [[], ['religion']])
      await expect(accept(id, columns, 'Alasan yang cukup.')).rejects.toMatchObject({
        kind: 'invalid',
      });
  });

  test('a record that changed meanwhile is looked at again', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    const { version } = await open(id);
    world.clock.advance(60_000);
    await run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ occupation: 15, updated_at: world.clock.now() })
        .where('id', '=', ahmad.residentId)
        .execute();
    });
    await expect(
      run((tx) =>
        acceptCorrection(tx, village, operator, {
          id,
          columns: ['occupation'],
          seen: version,
          reason: '',
        }),
      ),
    ).rejects.toThrow(/baru saja diubah oleh Persiapan uji: pekerjaan/);
    expect((await open(id)).wishes[0]).toMatchObject({ moved: true, fulfilled: false });
    await accept(id);
    expect((await recordOf(ahmad.residentId)).occupation).toBe(11);
  });

  test('what the register says already is accepted without a change', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    await run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ occupation: 11 })
        .where('id', '=', ahmad.residentId)
        .execute();
    });
    expect((await open(id)).wishes[0]).toMatchObject({ fulfilled: true });
    await accept(id);
    expect((await own(id)).state).toBe('accepted');
  });

  test('of two officers the second is told, and the register changes once', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    const outcomes = await Promise.allSettled([accept(id), refuse(id)]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('nobody decides on their own or their family’s', async () => {
    const id = await ask({ by: siti, about: child.id, typed: { blood_type: '1' } });
    const makeOfficer = async (residentId: string) =>
      staffVisitor(await makeStaff(village.id, ['admin'], { resident_id: residentId }));
    for (const self of [siti.residentId, child.id, ahmad.residentId]) {
      const officer = await makeOfficer(self);
      expect((await open(id, officer)).ownMatter).toBe(true);
      await expect(refuse(id, undefined, officer)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(accept(id, undefined, '', officer)).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
    const neighbour = await makeOfficer(stranger.residentId);
    await accept(id, undefined, '', neighbour);
    expect((await told(child.id))[0]).toContain('atas permintaan SITI');
    // The person whom it is about reads it too, without the proofs.
    expect(await own(id, residentVisitor({ id: child.id, name: 'RIZKI' }))).toMatchObject({
      byName: 'SITI',
      proofs: [],
      mayCancel: false,
    });
  });

  test.each(['official', 'secretary', 'head', 'editor', 'overseer'] as const)(
    'is not for the role %s',
    async (role) => {
      const id = await ask({ typed: { occupation: '11' } });
      const officer = staffVisitor(await makeStaff(village.id, [role]));
      for (const act of [
        () => open(id, officer),
        () => refuse(id, undefined, officer),
        () => accept(id, undefined, '', officer),
        () => run((tx) => listCorrections(tx, officer, { state: undefined, words: '', page: 1 })),
      ])
        await expect(act()).rejects.toMatchObject({ kind: 'forbidden' });
    },
  );

  test('another village’s requests are not there; drafts are nobody’s business', async () => {
    const id = await ask({ typed: { occupation: '11' } });
    const begun = await draft({ by: siti, typed: { occupation: '11' } });
    await expect(open(begun)).rejects.toMatchObject({ kind: 'not-found' });
    const other = await makeVillage();
    const officer = staffVisitor(await makeStaff(other.id, ['admin']));
    await expect(
      withVillage(other.id, (tx) => openCorrection(tx, other, officer, id)),
    ).rejects.toMatchObject({ kind: 'not-found' });
    const { lines } = await run((tx) =>
      listCorrections(tx, operator, { state: undefined, words: '', page: 1 }),
    );
    expect(lines.map((line) => line.id)).toEqual([id]);
  });

  test('opening a proof is on record', async () => {
    const id = await ask({ typed: { religion: '2' } });
    const fileId = (await open(id)).proofs[0]!.id;
    await run((tx) => openProof(tx, village, operator, { id, fileId }));
    expect((await trailOf(ahmad, 'others'))[0]).toBe('membuka bukti permintaan perbaikan data');
    await expect(
      run((tx) => openProof(tx, village, operator, { id, fileId: crypto.randomUUID() })),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('the list: by state and name, the longest waiting first, late after three days', async () => {
    const first = await ask({ typed: { occupation: '11' } });
    world.clock.advance(73 * 60 * 60_000);
    const second = await ask({ by: stranger, typed: { nickname: 'Baru' }, proof: false });
    const list = (words = '', state: 'waiting' | 'refused' = 'waiting') =>
      run((tx) => listCorrections(tx, operator, { state, words, page: 1 }));
    expect((await list()).lines.map((l) => [l.id, l.late])).toEqual([
      [first, true],
      [second, false],
    ]);
    expect((await list('ahm')).lines.map((l) => l.id)).toEqual([first]);
    expect((await list('%')).lines).toEqual([]);
    await refuse(first);
    expect((await list('', 'refused')).lines.map((l) => l.id)).toEqual([first]);
  });
});

describe('what is kept for a while', () => {
  beforeAll(() => world.clock.set('2026-11-23T00:30:00Z'));

  test('proofs of answered requests go when the village’s time is over', async () => {
    const waiting = await ask({ by: siti, typed: { religion: '2' } });
    const id = await ask({ typed: { religion: '2' } });
    await refuse(id);
    world.clock.advance(364 * day);
    await doChores(village.id);
    expect((await own(id)).proofs[0]!.gone).toBe(false);
    world.clock.advance(2 * day);
    await doChores(village.id);
    expect((await own(id)).proofs[0]!.gone).toBe(true);
    expect((await open(waiting)).proofs[0]!.gone).toBe(false);
  });

  test('what was begun and left lying for ninety days is forgotten', async () => {
    const id = await draft({ typed: { religion: '2' } });
    world.clock.advance(89 * day);
    await doChores(village.id);
    expect(await run((tx) => listOwnCorrections(tx, ahmad))).toHaveLength(1);
    world.clock.advance(2 * day);
    await doChores(village.id);
    await expect(own(id)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

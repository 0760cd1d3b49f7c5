import { beforeEach, describe, expect, test } from 'vitest';
import {
  addStage,
  changeProgramme,
  changeRecipient,
  closeProgramme,
  countProofRetention,
  countDoubtful,
  findCandidate,
  hideList,
  listDoubtful,
  listProgrammes,
  listPublicProgrammes,
  listRecipients,
  moveRecipient,
  openOwnAid,
  openPaymentProof,
  openProgramme,
  publishList,
  readPublicNames,
  recordPayment,
  removeStage,
  reopenProgramme,
  voidPayment,
} from '../../src/lib/server/assistance/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { declareTestChange, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { photo } from '../letters/letter-office.ts';
import { useWorld } from '../world.ts';
import { decision, openAidOffice, refused, typedProgramme, type AidOffice } from './aid-office.ts';

const world = useWorld();
let office: AidOffice;
beforeEach(async () => {
  office = await openAidOffice(world);
});

const move = (
  id: string,
  action: string,
  typed: Record<string, string> = {},
  as: StaffVisitor = office.operator,
) => office.run((tx) => moveRecipient(tx, office.village, as, { id, action, typed }));
const reason = { alasan: 'Sudah punya penghasilan tetap.', jenisHenti: 'graduated' };
const pay = (id: string, tahap: string, more: Record<string, string> = {}, as = office.operator) =>
  office.run((tx) =>
    recordPayment(tx, office.village, as, {
      id,
      outcome: more.hasil === 'gagal' ? 'failed' : 'paid',
      typed: { tahap, tanggalSalur: '2026-03-02', ...more },
    }),
  );
describe('programmes', () => {
  test('are entered, changed, closed and opened again; two of one name and day are refused', async () => {
    const id = await office.programme();
    await expect(office.programme({ nama: 'blt dana desa' })).rejects.toEqual(
      refused('invalid', 'sudah ada'),
    );
    await expect(office.programme({ jumlah: 'banyak' })).rejects.toEqual(refused('invalid'));
    await expect(office.programme({ selesai: '2025-01-01' })).rejects.toEqual(
      refused('invalid', 'tidak boleh sebelum'),
    );
    const change = (typed: Record<string, string>) =>
      office.run((tx) =>
        changeProgramme(tx, office.village, office.operator, id, { ...typedProgramme, ...typed }),
      );
    await change({ sasaran: 'person', jumlah: '' });
    await change({ sasaran: 'family', nama: 'BLT 2026' });
    await office.put(id, office.head);
    await expect(change({ sasaran: 'person' })).rejects.toEqual(refused('invalid', 'Sasaran'));
    await office.run((tx) => closeProgramme(tx, office.village, office.secretary, id));
    await expect(change({ nama: 'Lain' })).rejects.toEqual(refused('conflict', 'ditutup'));
    await office.run((tx) => reopenProgramme(tx, office.village, office.secretary, id));
    await change({ nama: 'BLT 2026 akhir' });
    const [line] = await office.run((tx) => listProgrammes(tx, office.operator));
    expect(line).toMatchObject({ name: 'BLT 2026 akhir', amount: 300_000, closed: false });
    expect(line!.counts.active).toBe(1);
  });

  test('a stage at which something was entered stays', async () => {
    const programmeId = await office.programme();
    const stageId = await office.stage(programmeId);
    const remove = (stage: string) =>
      office.run((tx) =>
        removeStage(tx, office.village, office.operator, { programmeId, stageId: stage }),
      );
    await remove(await office.stage(programmeId, 'Tahap 2'));
    const id = await office.put(programmeId, office.head);
    await pay(id, stageId);
    await expect(remove(stageId)).rejects.toEqual(refused('conflict', 'tidak bisa dihapus'));
    const { stages } = await office.run((tx) => openProgramme(tx, office.operator, programmeId));
    expect(stages).toMatchObject([{ name: 'Tahap 1', paid: 1, failed: 0, sum: 300_000 }]);
  });

  test('are closed to whoever does not work with aid', async () => {
    const programmeId = await office.programme();
    for (const role of ['overseer', 'editor'] as const) {
      const other = await office.staff(role);
      await expect(office.run((tx) => listProgrammes(tx, other))).rejects.toEqual(
        refused('forbidden'),
      );
    }
    // The head decides and does not enter.
    const head = await office.staff('head');
    await expect(
      office.run((tx) => addStage(tx, office.village, head, programmeId, {})),
    ).rejects.toEqual(refused('forbidden'));
    for (const act of [closeProgramme, hideList, reopenProgramme])
      await expect(
        office.run((tx) => act(tx, office.village, office.operator, programmeId)),
      ).rejects.toEqual(refused('forbidden'));
    await expect(
      office.run((tx) =>
        publishList(tx, office.village, office.operator, programmeId, { keputusan: 'BA 04/2026' }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  });
});

describe('a recipient', () => {
  test('goes from proposal to aid in hand, each step told and on record', async () => {
    const programmeId = await office.programme();
    const stage = await office.stage(programmeId);
    const id = await office.put(programmeId, office.wife, {
      desil: '1',
      tanggalDesil: '2026-01-01',
    });
    await expect(move(id, 'decide', {}, office.secretary)).rejects.toEqual(refused('conflict'));
    await move(id, 'verify');
    await expect(move(id, 'decide', decision)).rejects.toEqual(refused('forbidden'));
    await expect(move(id, 'decide', {}, office.secretary)).rejects.toEqual(
      refused('invalid', 'berita acara'),
    );
    await expect(
      move(id, 'decide', { ...decision, tanggalKeputusan: '2099-01-01' }, office.secretary),
    ).rejects.toEqual(refused('invalid', 'sesudah hari ini'));
    await move(id, 'decide', decision, office.secretary);
    await expect(pay(id, stage)).rejects.toEqual(refused('conflict'));
    await move(id, 'activate');
    await pay(id, stage);
    await expect(pay(id, stage)).rejects.toEqual(refused('conflict', 'sudah tercatat tersalur'));
    const opened = await office.look(id);
    expect(opened).toMatchObject({
      state: 'active',
      decision: decision.keputusan,
      decidedOn: '2026-01-10',
      decile: 1,
      payments: [{ outcome: 'paid', amount: 300_000, on_day: '2026-03-02' }],
    });
    expect(opened.nik).toMatch(/•/);
    expect(opened.steps.map(({ action }) => action)).toEqual([
      'propose',
      'verify',
      'decide',
      'activate',
      'pay',
    ]);
    // The card's holder and the head of the family.
    for (const who of [office.wife, office.head]) {
      const told = await office.told(who);
      expect(told).toHaveLength(5);
      expect(told[0]).toContain('sudah disalurkan (Tahap 1)');
    }
    expect(await office.told(office.son)).toEqual([]);
  });

  test('stands once in a programme, by whatever member of the family', async () => {
    const programmeId = await office.programme();
    const id = await office.put(programmeId, office.wife);
    await expect(office.put(programmeId, office.head)).rejects.toEqual(
      refused('conflict', 'Keluarga ini sudah ada'),
    );
    expect(
      await office.run((tx) =>
        findCandidate(tx, office.operator, { programmeId, residentId: office.head.residentId }),
      ),
    ).toMatchObject({ problem: 'Keluarga ini sudah ada di program ini.', others: [] });
    await move(id, 'stop', reason, office.secretary);
    const second = await office.put(programmeId, office.head);
    await expect(move(id, 'resume', reason, office.secretary)).rejects.toEqual(
      refused('conflict', 'sudah ada'),
    );
    expect((await office.look(second)).state).toBe('active');
    const other = await office.programme({ nama: 'PKH' });
    expect(
      await office.run((tx) =>
        findCandidate(tx, office.operator, {
          programmeId: other,
          residentId: office.wife.residentId,
        }),
      ),
    ).toMatchObject({ problem: '', others: ['BLT Dana Desa'] });
  });

  test('two officers who enter the same family at once make it one recipient', async () => {
    const programmeId = await office.programme();
    const both = await Promise.allSettled([
      office.put(programmeId, office.wife),
      office.put(programmeId, office.head),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test.each([
    ['person', 'stranger', ''],
    ['family', 'stranger', 'tidak tercatat dalam KK'],
    ['household', 'head', 'rumah tangga'],
    ['group', 'head', 'nama kelompok'],
  ] as const)('of a programme for a %s must be one', async (sasaran, who, problem) => {
    const programmeId = await office.programme({ sasaran });
    const put = office.put(programmeId, office[who]);
    if (problem) await expect(put).rejects.toEqual(refused('invalid', problem));
    else expect((await office.look(await put)).state).toBe('active');
  });

  test('who died or moved is not entered', async () => {
    const programmeId = await office.programme();
    await setStatus(office.wife, 2);
    await expect(office.put(programmeId, office.wife)).rejects.toEqual(
      refused('invalid', 'meninggal'),
    );
    await setStatus(office.wife, 3);
    await expect(office.put(programmeId, office.wife)).rejects.toEqual(
      refused('invalid', 'tidak tercatat sebagai penduduk'),
    );
  });

  test('what is typed must make sense', async () => {
    const programmeId = await office.programme();
    const wrong: Record<string, string>[] = [
      { desil: '11', tanggalDesil: '2026-01-01' },
      { desil: '3' },
      { desil: '3', tanggalDesil: '2099-01-01' },
      { kartu: '9'.repeat(41) },
      { masuk: 'aktif' },
    ];
    for (const typed of wrong)
      await expect(office.put(programmeId, office.head, typed)).rejects.toEqual(refused('invalid'));
  });

  test('is stopped with kind and reason, and can be taken up again', async () => {
    const id = await office.put(await office.programme(), office.head);
    await expect(move(id, 'stop', reason)).rejects.toEqual(refused('forbidden'));
    await expect(move(id, 'stop', { alasan: reason.alasan }, office.secretary)).rejects.toEqual(
      refused('invalid', 'mengapa'),
    );
    await expect(
      move(id, 'stop', { jenisHenti: 'graduated', alasan: 'x' }, office.secretary),
    ).rejects.toEqual(refused('invalid', 'alasan'));
    await move(id, 'stop', reason, office.secretary);
    expect(await office.look(id)).toMatchObject({ state: 'stopped', stopKind: 'graduated' });
    await move(id, 'resume', reason, office.secretary);
    expect(await office.look(id)).toMatchObject({ state: 'active', stopKind: null, reason: null });
    await expect(move(id, 'pay')).rejects.toEqual(refused('invalid'));
    await expect(move(id, 'toString')).rejects.toEqual(refused('conflict'));
  });

  test('is not moved by an officer of the same family', async () => {
    const programmeId = await office.programme();
    const stage = await office.stage(programmeId);
    const id = await office.put(programmeId, office.head);
    const own = staffVisitor(
      await makeStaff(office.village.id, ['operator', 'secretary'], {
        resident_id: office.son.residentId,
      }),
    );
    await expect(move(id, 'stop', reason, own)).rejects.toEqual(refused('forbidden', 'keluarga'));
    await expect(pay(id, stage, {}, own)).rejects.toEqual(refused('forbidden', 'keluarga'));
    await expect(
      office.run((tx) => changeRecipient(tx, office.village, own, { id, typed: {} })),
    ).rejects.toEqual(refused('forbidden', 'keluarga'));
    expect(await office.look(id, own)).toMatchObject({ own: true, actions: [], mayChange: false });
  });
});

describe('handing out', () => {
  test('fails with a reason, is tried again, and a mistake is put right', async () => {
    const programmeId = await office.programme();
    const stage = await office.stage(programmeId);
    const id = await office.put(programmeId, office.head);
    await expect(pay(id, stage, { hasil: 'gagal' })).rejects.toEqual(
      refused('invalid', 'mengapa gagal'),
    );
    await expect(pay(id, stage, { tanggalSalur: '2099-01-01' })).rejects.toEqual(
      refused('invalid'),
    );
    await expect(pay(id, 'bukan-tahap')).rejects.toEqual(refused('invalid', 'tahap'));
    await pay(id, stage, { hasil: 'gagal', catatanSalur: 'Kartu KKS rusak.' });
    await pay(id, stage, { jumlahSalur: '250.000' });
    const [failed, paid] = (await office.look(id)).payments;
    expect(failed).toMatchObject({ outcome: 'failed', note: 'Kartu KKS rusak.', amount: null });
    expect(paid).toMatchObject({ outcome: 'paid', amount: 250_000 });
    const undo = (paymentId: string, words: string) =>
      office.run((tx) =>
        voidPayment(tx, office.village, office.operator, { id, paymentId, reason: words }),
      );
    await expect(undo(paid!.id, '')).rejects.toEqual(refused('invalid', 'keliru'));
    await expect(undo(crypto.randomUUID(), 'Salah penerima.')).rejects.toEqual(
      refused('not-found'),
    );
    await undo(paid!.id, 'Salah penerima.');
    await expect(undo(paid!.id, 'Salah penerima.')).rejects.toEqual(refused('conflict'));
    await pay(id, stage);
    const [own] = await office.own(office.head);
    expect(own!.stages).toMatchObject([{ paidOn: '2026-03-02', amount: 300_000, failed: null }]);
    expect(own!.next).toBeUndefined();
  });

  test('keeps a proof that only the office opens, and whose opening is on record', async () => {
    const programmeId = await office.programme();
    const stage = await office.stage(programmeId);
    const id = await office.put(programmeId, office.head);
    const proof = await photo();
    await office.run((tx) =>
      recordPayment(tx, office.village, office.operator, {
        id,
        outcome: 'paid',
        typed: { tahap: stage, tanggalSalur: '2026-03-02' },
        proof,
      }),
    );
    const [payment] = (await office.look(id)).payments;
    const open = (as: StaffVisitor | ResidentVisitor) =>
      office.run((tx) => openPaymentProof(tx, office.village, as, { id, paymentId: payment!.id }));
    expect((await open(office.secretary)).mediaType).toBe('image/jpeg');
    await expect(open(office.head)).rejects.toEqual(refused('not-signed-in'));
    await expect(open(await office.staff('overseer'))).rejects.toEqual(refused('forbidden'));
    // Its time is that of the archive; the entry stays.
    const present = world.clock.now();
    const admin = await office.staff('admin');
    const counts = () => office.run((tx) => countProofRetention(tx, office.village, admin));
    expect(await counts()).toEqual({ all: 1, going: 0 });
    world.clock.advance((office.village.archiveYears * 366 - 60) * 24 * 60 * 60_000);
    expect(await counts()).toEqual({ all: 1, going: 1 });
    await doChores(office.village.id);
    expect((await open(office.secretary)).mediaType).toBe('image/jpeg');
    world.clock.advance(60 * 24 * 60 * 60_000);
    await doChores(office.village.id);
    expect(await counts()).toEqual({ all: 0, going: 0 });
    await expect(open(office.secretary)).rejects.toEqual(refused('not-found'));
    expect((await office.look(id)).payments).toMatchObject([
      { outcome: 'paid', file_id: null, file_name: proof.name },
    ]);
    world.clock.set(present.toISOString());
  });
});

async function setStatus(who: ResidentVisitor, status: number) {
  await office.run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ basic_status: status })
      .where('id', '=', who.residentId)
      .execute();
  });
}

describe('whom the office should look at', () => {
  test('are those who died, moved or left the family since', async () => {
    const blt = await office.programme();
    const pip = await office.programme({ nama: 'PIP', sasaran: 'person' });
    await office.put(blt, office.wife);
    const son = await office.put(pip, office.son);
    expect(await office.run((tx) => countDoubtful(tx, office.operator))).toBe(0);
    await setStatus(office.wife, 2);
    await setStatus(office.son, 3);
    const found = await office.run((tx) => listDoubtful(tx, office.village, office.operator, 1));
    expect(found.lines.map(({ name, doubt }) => [name, doubt])).toEqual([
      ['RIZKI RAMADHAN', 'Pindah'],
      ['SITI AMINAH', 'Meninggal dunia'],
    ]);
    await move(son, 'stop', { ...reason, jenisHenti: 'moved' }, office.secretary);
    await setStatus(office.wife, 1);
    await office.run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ family_id: null })
        .where('id', '=', office.wife.residentId)
        .execute();
    });
    expect(
      (await office.run((tx) => listDoubtful(tx, office.village, office.operator, 1))).lines.map(
        ({ doubt }) => doubt,
      ),
    ).toEqual(['Sudah keluar dari keluarga penerima']);
    // Who has left sees the family's aid no more, and is not told of it.
    expect(await office.own(office.wife)).toEqual([]);
    expect(await office.own(office.head)).toHaveLength(1);
  });
});

describe('whose aid one sees', () => {
  test('the family’s by all of it, what is in one’s own name by oneself and the head, no other’s by nobody', async () => {
    const blt = await office.programme();
    const pip = await office.programme({ nama: 'PIP', sasaran: 'person' });
    const tani = await office.programme({ nama: 'Pupuk', sasaran: 'group' });
    const family = await office.put(blt, office.wife);
    const son = await office.put(pip, office.son);
    const child = await office.put(pip, office.child);
    const group = await office.put(tani, office.stranger, { ...decision, kelompok: 'Tani Maju' });
    const seenBy = async (who: ResidentVisitor) => (await office.own(who)).map(({ id }) => id);
    for (const leader of [office.head, office.wife])
      expect((await seenBy(leader)).toSorted()).toEqual([family, son, child].toSorted());
    expect((await seenBy(office.son)).toSorted()).toEqual([family, son].toSorted());
    expect((await seenBy(office.child)).toSorted()).toEqual([family, child].toSorted());
    expect(await seenBy(office.stranger)).toEqual([group]);

    const open = (id: string, who: ResidentVisitor) =>
      office.run((tx) => openOwnAid(tx, office.village, who, id));
    expect((await open(child, office.head)).forName).toBe('NABILA PUTRI');
    for (const [id, who] of [
      [child, office.son],
      [son, office.child],
      [family, office.stranger],
      [son, office.stranger],
      [group, office.head],
      [crypto.randomUUID(), office.head],
    ] as const)
      await expect(open(id, who)).rejects.toEqual(refused('not-found'));
  });

  test('a child’s aid is told to the head, not to brothers', async () => {
    const pip = await office.programme({ nama: 'PIP', sasaran: 'person' });
    await office.put(pip, office.child);
    expect(await office.told(office.head)).toEqual([
      'Bantuan PIP untuk NABILA PUTRI tercatat di desa. Buka untuk melihat jadwalnya.',
    ]);
    expect(await office.told(office.son)).toEqual([]);
  });

  test('another village knows nothing of it', async () => {
    const programmeId = await office.programme();
    const id = await office.put(programmeId, office.head);
    const there = await openAidOffice(world);
    await expect(there.look(id)).rejects.toEqual(refused('not-found'));
    await expect(
      there.run((tx) => listRecipients(tx, there.village, there.operator, { programmeId }, 1)),
    ).rejects.toEqual(refused('not-found'));
  });

  test('a visitor who is not signed in, or has not changed the PIN, sees nothing', async () => {
    await expect(
      office.own({
        ...residentVisitor({ id: office.head.residentId, name: '' }),
        mustChangePin: true,
      }),
    ).rejects.toEqual(refused('forbidden'));
  });
});

describe('the public list', () => {
  test('is there only by a decision, with names and hamlets of whom was decided on', async () => {
    const programmeId = await office.programme({ sasaran: 'person' });
    await office.put(programmeId, office.head);
    await office.put(programmeId, office.child);
    await office.put(programmeId, office.wife, {});
    const read = () =>
      office.run((tx) => readPublicNames(tx, office.village, { programmeId, page: 1 }));
    await expect(read()).rejects.toEqual(refused('not-found'));
    expect(await office.run(listPublicProgrammes)).toEqual([]);
    await expect(
      office.run((tx) => publishList(tx, office.village, office.secretary, programmeId, {})),
    ).rejects.toEqual(refused('invalid', 'keputusan'));
    await office.run((tx) =>
      publishList(tx, office.village, office.secretary, programmeId, { keputusan: 'BA 04/2026' }),
    );
    const list = await read();
    expect(list.names.map(({ id, ...shown }) => (expect(id).toBeTruthy(), shown))).toEqual([
      { name: 'AHMAD SYUKRI', hamlet: '' },
      { name: 'N. P.', hamlet: '' },
    ]);
    expect(JSON.stringify(list)).not.toMatch(/\d{16}/);
    await office.run((tx) => hideList(tx, office.village, office.secretary, programmeId));
    await expect(read()).rejects.toEqual(refused('not-found'));
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { doChores } from '../../src/lib/server/chores.ts';
import {
  addIncomingScans,
  closeMail,
  countMailWaiting,
  disposeMail,
  followUpMail,
  handOverLetter,
  listArchive,
  listIncoming,
  listScanRetention,
  numberOutgoing,
  openIncoming,
  openIncomingFile,
  openOutgoing,
  openOutgoingFile,
  readLetterBook,
  recordDelivery,
  registerIncoming,
  reserveNumbers,
  saveScanRetention,
  useReservedNumber,
  voidNumber,
  voidOutgoing,
  withdrawLetter,
  type MailView,
} from '../../src/lib/server/letters/index.ts';
import { now, withVillage } from '../../src/lib/server/platform/index.ts';
import { writeBookDocument, writeBookSheet } from '../../src/lib/server/registers/index.ts';
import { takeOutRegister } from '../../src/lib/server/take-out-book.ts';
import { getVillage } from '../../src/lib/server/villages/index.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { openLetterOffice, photo, type LetterOffice } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

const world = useWorld();
const office = useLetterOffice();
const today = '2026-11-23';

const camat = {
  diterima: today,
  pengirim: 'Camat Taliwang',
  nomor: '005/118/KEC-TLW/XI/2026',
  tanggal: '2026-11-20',
  perihal: 'Undangan rapat koordinasi',
};
const receive = async (typed = {}, as = office.operator) => {
  const scan = await photo();
  return office.run((tx) =>
    registerIncoming(tx, office.village, as, { ...camat, ...typed }, [scan]),
  );
};
const open = (id: string, as = office.operator) =>
  office.run((tx) => openIncoming(tx, office.village, as, id));
const dispose = (id: string, officers: string[], typed = {}, as = office.head) =>
  office.run((tx) =>
    disposeMail(tx, office.village, as, {
      id,
      officers,
      typed: { perintah: 'Hadiri dan laporkan', batas: '2026-11-25', ...typed },
    }),
  );
const followUp = (id: string, as = office.official, finished = true) =>
  office.run((tx) =>
    followUpMail(tx, office.village, as, { id, text: 'Rapat sudah dihadiri.', finished }),
  );
const list = async (view: MailView, as = office.official) =>
  (await office.run((tx) => listIncoming(tx, office.village, as, { view, page: 1 }))).lines.map(
    ({ id }) => id,
  );
const waiting = (as = office.official) =>
  office.run((tx) => countMailWaiting(tx, as, office.village));

describe('a letter that came in', () => {
  test('is given to officers, followed up, and done; those it waits for see it', async () => {
    const id = await receive();
    expect(await open(id)).toMatchObject({ mail: { state: 'waiting', sequence: 1 } });
    expect(await waiting(office.head)).toBe(1);
    expect(await waiting()).toBe(0);
    await dispose(id, [office.official.staffId, office.secretary.staffId]);
    expect([await waiting(office.head), await waiting()]).toEqual([0, 1]);
    expect(await list('saya')).toEqual([id]);
    await expect(dispose(id, [office.official.staffId])).rejects.toEqual(refused('conflict'));

    await followUp(id, office.official, false);
    expect(await list('saya')).toEqual([id]);
    await followUp(id);
    expect(await list('saya')).toEqual([]);
    expect((await open(id)).mail.state).toBe('under-way');
    await followUp(id, office.secretary);
    const done = await open(id);
    expect(done.mail.state).toBe('done');
    expect(done.followUps).toHaveLength(3);
    await expect(followUp(id)).rejects.toEqual(refused('forbidden'));
    // Given on again, it is not done any more.
    await dispose(id, [office.operator.staffId]);
    expect((await open(id)).mail.state).toBe('under-way');
    await followUp(id, office.operator);
    expect((await open(id)).mail.state).toBe('done');
  });

  test('is late when its day is past, until it is done', async () => {
    const id = await receive();
    await dispose(id, [office.official.staffId], { batas: today });
    const overdue = async () =>
      (
        await office.run((tx) =>
          listIncoming(tx, office.village, office.head, { view: 'semua', page: 1 }),
        )
      ).lines.find((line) => line.id === id)!.overdue;
    expect(await overdue()).toBe(false);
    world.clock.set('2026-11-24T00:30:00Z');
    expect(await overdue()).toBe(true);
    expect((await open(id)).dispositions[0]!.overdue).toBe(true);
    await followUp(id);
    expect(await overdue()).toBe(false);
    world.clock.set('2026-11-23T00:30:00Z');
  });

  test('may be closed without anybody doing anything, with a word why', async () => {
    const id = await receive({ perihal: 'Pemberitahuan libur' });
    const close = (as = office.secretary, note = 'Untuk diketahui') =>
      office.run((tx) => closeMail(tx, office.village, as, { id, note }));
    await expect(close(office.operator)).rejects.toEqual(refused('forbidden'));
    await expect(close(office.secretary, ' ')).rejects.toMatchObject({
      fields: { catatanArsip: expect.stringContaining('Tulis') },
    });
    await close();
    expect((await open(id)).mail.state).toBe('done');
    await expect(close()).rejects.toEqual(refused('conflict'));
  });

  test('is refused with a sentence at each field', async () => {
    await expect(
      receive({
        pengirim: ' ',
        perihal: '',
        diterima: '2026-12-01',
        tanggal: 'kemarin',
        klasifikasi: '<x>',
      }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: {
        pengirim: expect.any(String),
        perihal: expect.any(String),
        diterima: expect.any(String),
        tanggal: expect.any(String),
        klasifikasi: expect.any(String),
      },
    });
    const id = await receive();
    await expect(dispose(id, [])).rejects.toMatchObject({
      fields: { petugas: expect.any(String) },
    });
    await expect(
      dispose(id, [office.official.staffId], { perintah: '', batas: '2026-11-01' }),
    ).rejects.toMatchObject({
      fields: { perintah: expect.any(String), batas: expect.any(String) },
    });
    const editor = staffVisitor(await makeStaff(office.village.id, ['editor']));
    await expect(dispose(id, [editor.staffId])).rejects.toEqual(refused('invalid'));
    await expect(receive({}, office.official)).rejects.toEqual(refused('forbidden'));
    await expect(open(id, editor)).rejects.toEqual(refused('forbidden'));
  });

  test('its scans are read by officers of this village, on record', async () => {
    const id = await receive();
    const fileId = (await open(id)).files[0]!.id;
    const scan = await photo();
    await office.run((tx) => addIncomingScans(tx, office.village, office.operator, id, [scan]));
    expect((await open(id)).files).toHaveLength(2);
    await expect(
      office.run((tx) =>
        addIncomingScans(tx, office.village, office.operator, id, Array(20).fill(scan)),
      ),
    ).rejects.toMatchObject({ fields: { berkas: expect.stringContaining('20') } });
    const read = await office.run((tx) =>
      openIncomingFile(tx, office.village, office.official, { id, fileId }),
    );
    expect(read.mediaType).toBe('image/jpeg');
    const other = await makeVillage();
    const stranger = staffVisitor(await makeStaff(other.id, ['head']));
    await expect(
      withVillage(other.id, (tx) => openIncoming(tx, other, stranger, id)),
    ).rejects.toEqual(refused('not-found'));
    await expect(
      withVillage(other.id, (tx) => openIncomingFile(tx, other, stranger, { id, fileId })),
    ).rejects.toEqual(refused('not-found'));
  });
});

const write = (typed = {}, as = office.operator) =>
  office.run((tx) =>
    numberOutgoing(
      tx,
      office.village,
      as,
      { klasifikasi: '400.10.2', tujuan: 'Ketua RT', perihal: 'Undangan kerja bakti', ...typed },
      [],
    ),
  );

describe('a letter that the office writes', () => {
  test('takes the village’s next number, is sent to several, and stands in the archive', async () => {
    const first = await write();
    const second = await write({ tujuan: 'Kapolsek Taliwang', perihal: 'Permohonan pengamanan' });
    expect([first.number, second.number].map((number) => number.split('/')[1])).toEqual([
      '001',
      '002',
    ]);
    const receipt = await photo();
    const send = (typed = {}) =>
      office.run((tx) =>
        recordDelivery(tx, office.village, office.operator, {
          id: second.id,
          typed: {
            dikirim: today,
            kepada: 'Kapolsek Taliwang',
            cara: 'carried',
            penerima: 'Briptu Adi',
            ...typed,
          },
          receipt,
        }),
      );
    await send();
    await send({ kepada: 'Danramil Taliwang', penerima: '' });
    await expect(send({ dikirim: '2026-12-01', cara: 'burung' })).rejects.toMatchObject({
      fields: { dikirim: expect.any(String), cara: expect.any(String) },
    });
    const { deliveries } = await office.run((tx) =>
      openOutgoing(tx, office.village, office.official, second.id),
    );
    expect(deliveries.map(({ recipient }) => recipient)).toEqual([
      'Kapolsek Taliwang',
      'Danramil Taliwang',
    ]);
    const picture = await office.run((tx) =>
      openOutgoingFile(tx, office.village, office.official, {
        id: second.id,
        fileId: deliveries[0]!.id,
      }),
    );
    expect(picture.content.equals(Buffer.from(receipt.bytes))).toBe(true);
    const found = await office.run((tx) =>
      listArchive(tx, office.village, office.operator, {
        search: 'pengamanan',
        kind: 'outgoing',
        state: 'dikirim',
        type: '',
        signer: '',
        classification: '400.10',
        from: '',
        until: '',
        page: 1,
      }),
    );
    expect(found.lines.map(({ id }) => id)).toEqual([second.id]);
    await expect(write({ klasifikasi: '' })).rejects.toMatchObject({
      fields: { klasifikasi: expect.any(String) },
    });
    await expect(write({}, office.official)).rejects.toEqual(refused('forbidden'));
  });
});

describe('the books of letters', () => {
  test('every number that a counter gave stands in the agenda exactly once, whatever happened', async () => {
    const acts = [
      ...['receive', 'write', 'void', 'issue', 'withdraw', 'reserve', 'drop', 'by-hand'],
    ] as Act[];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...acts), { maxLength: 6 }), async (story) => {
        const there = await openLetterOffice(await makeVillage());
        for (const act of story) await play(there, act);
        const lines = await rowsOf(there, 'agenda', '2026');
        const given = await there.run((tx) =>
          tx.selectFrom('letter_counter').select(['counter', 'last']).execute(),
        );
        const last = (incoming: boolean) =>
          given
            .filter(({ counter }) => (counter === 'masuk') === incoming)
            .reduce((sum, one) => sum + one.last, 0);
        const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
        const out = lines.flatMap(({ outNumber }) =>
          // One that is set aside stands there as its place alone.
          outNumber ? [Number(String(outNumber).split('/')[1] ?? outNumber)] : [],
        );
        const came = lines.flatMap((line) =>
          line.inNumber ? [Number(/nomor (\d+)/.exec(String(line.note))![1])] : [],
        );
        expect(out.sort((a, b) => a - b)).toEqual(upTo(last(false)));
        expect(came.sort((a, b) => a - b)).toEqual(upTo(last(true)));
        expect(lines.map(({ number }) => number)).toEqual(upTo(lines.length));
      }),
      { numRuns: 4 },
    );
  });

  const rowsOf = async (at: LetterOffice, book: 'agenda' | 'ekspedisi', month: string) =>
    (await at.run((tx) => readLetterBook(tx, at.village, at.operator, { book, month, page: 1 })))
      .rows;

  /** Sets two numbers aside; voids one of them, or takes it for a letter by hand. */
  async function setAside({ village, run, operator }: LetterOffice, then: 'void' | 'use' | '') {
    const why = { classification: '005', typeCode: '', count: '2', reason: 'Surat tulisan tangan' };
    const { from } = await run((tx) => reserveNumbers(tx, village, operator, why));
    const place = { counter: 'village', year: 2026, sequence: from, suffix: '' };
    const reason = 'Suratnya tidak jadi';
    if (then === 'void') await run((tx) => voidNumber(tx, village, operator, { place, reason }));
    const letter = { place, subject: 'Undangan', classification: '005', date: today };
    if (then === 'use') await run((tx) => useReservedNumber(tx, village, operator, letter));
  }

  type Act = 'receive' | 'write' | 'void' | 'issue' | 'withdraw' | 'reserve' | 'drop' | 'by-hand';
  async function play(at: LetterOffice, act: Act) {
    const { village, run, operator, head } = at;
    if (act === 'reserve') await setAside(at, '');
    else if (act === 'drop') await setAside(at, 'void');
    else if (act === 'by-hand') await setAside(at, 'use');
    else if (act === 'receive') {
      await run((tx) => registerIncoming(tx, village, operator, camat, []));
    } else if (act === 'write' || act === 'void') {
      const typed = { klasifikasi: '005', tujuan: 'Camat', perihal: 'Laporan bulanan' };
      const { id } = await run((tx) => numberOutgoing(tx, village, operator, typed, []));
      if (act === 'void')
        await run((tx) =>
          voidOutgoing(tx, village, operator, { id, reason: 'Salah ketik tujuan' }),
        );
    } else {
      const visitor = residentVisitor(await makeResident(village.id));
      const { reference } = await at.send(visitor);
      await at.bringToSigning(reference);
      await at.approve(reference);
      const { request } = await at.look(reference);
      const input = { requestId: request.id, version: request.version, reason: 'Nama keliru' };
      if (act === 'withdraw')
        await run((tx) => withdrawLetter(tx, village, { ...head, provedAt: now() }, input));
    }
  }

  let place: LetterOffice;
  beforeAll(async () => {
    place = await openLetterOffice(await makeVillage('Seteluk Atas'));
    world.clock.set('2026-10-05T02:00:00Z');
    await play(place, 'write');
    world.clock.set('2026-11-23T00:30:00Z');
    for (const act of ['receive', 'issue', 'void'] as const) await play(place, act);
    const { reference } = await place.send(undefined, 'keterangan-tidak-mampu');
    await place.bringToSigning(reference);
    await place.approve(reference);
    const { request } = await place.look(reference);
    await place.run((tx) =>
      handOverLetter(tx, place.village, place.operator, {
        requestId: request.id,
        version: request.version,
        collectedBy: 'Siti Aminah',
      }),
    );
  });

  test('a month goes on with the year’s numbers; void ones say why; collected letters are delivered', async () => {
    const november = await rowsOf(place, 'agenda', '2026-11');
    expect(november.map(({ number }) => number)).toEqual([2, 3, 4, 5]);
    expect(november[0]).toMatchObject({ sender: 'Camat Taliwang', inNumber: camat.nomor });
    expect(november.find(({ note }) => String(note).startsWith('Batal'))).toMatchObject({
      recipient: 'Camat',
      note: 'Batal 23-11-2026: Salah ketik tujuan',
    });
    const numbers = await place.run((tx) =>
      tx
        .selectFrom('letter_number')
        .select(['state', 'void_reason'])
        .where('state', '=', 'void')
        .execute(),
    );
    expect(numbers).toEqual([{ state: 'void', void_reason: 'Salah ketik tujuan' }]);
    expect(await rowsOf(place, 'ekspedisi', '2026')).toMatchObject([
      { number: 1, day: '23-11-2026', note: 'Diambil, diterima Siti Aminah' },
    ]);
    expect(await rowsOf(place, 'ekspedisi', '2026-10')).toEqual([]);
  });

  test('leave as spreadsheet and PDF with their eleven and six columns, for a fresh proof', async () => {
    const asked = { book: 'agenda', month: '2026', part: 1, full: false, purpose: '' } as const;
    const fresh = { ...place.secretary, provedAt: now() };
    await expect(
      takeOutRegister(
        place.village,
        { ...fresh, provedAt: new Date('2026-11-01') },
        { ...asked, format: 'pdf' },
      ),
    ).rejects.toEqual(refused('proof-needed'));
    for (const [book, columns] of [
      ['agenda', 11],
      ['ekspedisi', 6],
    ] as const) {
      const taken = await takeOutRegister(place.village, fresh, { ...asked, book, format: 'pdf' });
      const { columnsOf } = await import('../../src/lib/domain/book-headings.ts');
      expect(columnsOf(taken.book.headings)).toHaveLength(columns);
      const pdf = await writeBookDocument(taken);
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
      const sheet = await takeOutRegister(place.village, fresh, { ...asked, book, format: 'xlsx' });
      let bytes = 0;
      for await (const piece of writeBookSheet(sheet)) bytes += piece.length;
      expect(bytes).toBeGreaterThan(1000);
    }
    const trail = await place.run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'letters.export-book')
        .execute(),
    );
    expect(trail).toHaveLength(4);
  });
});

describe('scans and receipts', () => {
  test('go after the years that the village set, on record; letters and books stay', async () => {
    const village = await makeVillage();
    const at = await openLetterOffice(village);
    const admin = staffVisitor(await makeStaff(village.id, ['admin']));
    await expect(saveScanRetention(village, admin, 'lama')).rejects.toMatchObject({
      fields: { tahun: expect.any(String) },
    });
    await expect(saveScanRetention(village, at.operator, '2')).rejects.toEqual(
      refused('forbidden'),
    );
    await saveScanRetention(village, admin, '2');
    const scan = await photo();
    const run = at.run;
    const done = await run((tx) => registerIncoming(tx, village, at.operator, camat, [scan]));
    const open = await run((tx) => registerIncoming(tx, village, at.operator, camat, [scan]));
    await run((tx) => closeMail(tx, village, at.head, { id: done, note: 'Untuk diketahui' }));
    const files = async (id: string) =>
      (await run((tx) => openIncoming(tx, village, at.operator, id))).files.map(({ gone }) => gone);
    const counts = async () =>
      run(async (tx) => listScanRetention(tx, await getVillage(village.id), admin));
    world.clock.set('2028-09-01T00:30:00Z');
    expect((await counts())[0]).toEqual({ kind: 'incoming', all: 1, going: 1 });
    await doChores(village.id);
    expect(await files(done)).toEqual([false]);
    world.clock.set('2028-11-24T00:30:00Z');
    await doChores(village.id);
    expect([await files(done), await files(open)]).toEqual([[true], [false]]);
    await doChores(village.id);
    const trail = await run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'letters.drop-old-scans')
        .execute(),
    );
    expect(trail.map(({ details }) => details)).toEqual([{ count: 1 }]);
    const opened = await run((tx) => openIncoming(tx, village, at.operator, done));
    await expect(
      run((tx) =>
        openIncomingFile(tx, village, at.operator, { id: done, fileId: opened.files[0]!.id }),
      ),
    ).rejects.toEqual(refused('not-found'));
    expect(opened.mail.subject).toBe(camat.perihal);
    world.clock.set('2026-11-23T00:30:00Z');
  });
});

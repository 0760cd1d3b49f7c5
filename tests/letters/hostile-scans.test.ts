import { beforeAll, describe, expect, test } from 'vitest';
import {
  addIncomingScans,
  addOutgoingScans,
  listIncoming,
  listNumbers,
  numberOutgoing,
  openIncoming,
  openOutgoing,
  openOutgoingFile,
  recordDelivery,
  registerIncoming,
} from '../../src/lib/server/letters/index.ts';
import { withScans } from '../../src/lib/server/web/read-scans.ts';
import { lockedPdf, pdfBomb, pictureBomb, scriptedPdf } from '../hostile-files.ts';
import { useWorld } from '../world.ts';
import { photo } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();
const today = '2026-11-23';
const camat = { diterima: today, pengirim: 'Camat Taliwang', perihal: 'Undangan rapat' };
const invitation = { klasifikasi: '400.10.2', tujuan: 'Ketua RT', perihal: 'Undangan kerja bakti' };

let good: Uint8Array<ArrayBuffer>;
/** What a form may be sent instead of a scan, and the word that says what to do. */
let hostile: [name: string, bytes: Uint8Array, advice: RegExp][];
let outgoingId: string;

beforeAll(async () => {
  good = new Uint8Array((await photo()).bytes);
  const docx = Buffer.from('PK\x03\x04\x14\0\x06\0word/document.xml');
  hostile = [
    ['surat.docx', docx, /Kirim foto \(JPG, PNG\) atau PDF/],
    ['surat.jpg', Buffer.from('MZ\x90\0\x03\0\0\0'), /Kirim foto \(JPG, PNG\) atau PDF/],
    ['surat.pdf', Buffer.from('<html><script>alert(1)</script>'), /Kirim foto/],
    ['surat.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), /Kirim/],
    ['surat.pdf', Buffer.from('%PDF-1.7 dan tidak ada apa-apa lagi'), /Simpan ulang sebagai PDF/],
    ['surat.jpg', good.subarray(0, 200), /Foto ulang/],
    ['surat.jpg', new Uint8Array(10 * 1024 * 1024 + 1), /lebih dari 10 MB/],
    ['surat.jpg', new Uint8Array(), /kosong/],
    ['surat.pdf', await lockedPdf(), /terkunci kata sandi/],
    ['surat.pdf', pdfBomb(300), /terlalu berat/],
    ['surat.png', await pictureBomb(), /Foto ulang/],
  ];
  outgoingId = (await number([])).id;
});

const number = (scans: Parameters<typeof numberOutgoing>[4]) =>
  office.run((tx) => numberOutgoing(tx, office.village, office.operator, invitation, scans));
const deliver = (receipt?: Parameters<typeof numberOutgoing>[4][number]) =>
  office.run((tx) =>
    recordDelivery(tx, office.village, office.operator, {
      id: outgoingId,
      typed: { dikirim: today, kepada: 'Kapolsek Taliwang', cara: 'carried' },
      receipt,
    }),
  );
const outgoing = () =>
  office.run((tx) => openOutgoing(tx, office.village, office.operator, outgoingId));
const receive = (scans: Parameters<typeof numberOutgoing>[4]) =>
  office.run((tx) => registerIncoming(tx, office.village, office.operator, camat, scans));

function formWith(field: string, ...files: [name: string, bytes: Uint8Array][]) {
  const form = new FormData();
  for (const [name, bytes] of files)
    form.append(field, new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
  return form;
}

/** What each of the forms did after all that was sent to them. */
async function kept() {
  const { numbers } = await office.run((tx) =>
    listNumbers(tx, office.village, office.operator, { limit: 100 }),
  );
  const incoming = await office.run((tx) =>
    listIncoming(tx, office.village, office.operator, { view: 'semua', page: 1 }),
  );
  const { deliveries, files } = await outgoing();
  return { numbers, incoming: incoming.total, deliveries, files };
}

describe('what is no scan, brought to', () => {
  const forms = [
    ['the letter that the office writes', 'berkas', number],
    ['the letter that came in', 'berkas', receive],
    ['the delivery', 'tanda-terima', ([receipt]: Parameters<typeof number>[0]) => deliver(receipt)],
  ] as const;

  test.each(forms)('%s, is refused at its field, and nothing is kept', async (_, field, work) => {
    const before = await kept();
    for (const [name, bytes, advice] of hostile) {
      const form = formWith(field, ['baik.jpg', good], [name, bytes]);
      await expect(withScans<unknown>(form, field, work), name).rejects.toMatchObject({
        kind: 'invalid',
        fields: { [field]: expect.stringMatching(advice) },
      });
    }
    expect(await kept()).toEqual(before);
  });
});

describe('what can be kept', () => {
  test('has a harmless name and no scripts', async () => {
    const form = formWith(
      'berkas',
      ['../../etc/<b>"surat".jpg', good],
      ['C:\\surat\\undangan.pdf', await scriptedPdf()],
    );
    const { id } = await withScans(form, 'berkas', number);
    const { files } = await office.run((tx) =>
      openOutgoing(tx, office.village, office.operator, id),
    );
    expect(files.map(({ fileName }) => fileName)).toEqual(['bsurat.jpg', 'undangan.pdf']);
    const pdf = await office.run((tx) =>
      openOutgoingFile(tx, office.village, office.operator, { id, fileId: files[1]!.id }),
    );
    expect(pdf.content.toString('latin1')).toMatch(/^%PDF/);
    expect(pdf.content.toString('latin1')).not.toMatch(/JavaScript|OpenAction/);
  });

  test('is asked for again where words were refused, for a browser forgets it', async () => {
    const work = withScans(formWith('berkas', ['surat.jpg', good]), 'berkas', (scans) =>
      office.run((tx) =>
        registerIncoming(tx, office.village, office.operator, { ...camat, perihal: '' }, scans),
      ),
    );
    await expect(work).rejects.toMatchObject({
      fields: { perihal: expect.any(String), berkas: expect.stringContaining('Pilih lagi') },
    });
  });

  test('is not asked for at a delivery, and must be there where scans are added', async () => {
    await withScans(formWith('tanda-terima', ['', new Uint8Array()]), 'tanda-terima', ([one]) =>
      deliver(one),
    );
    expect((await outgoing()).deliveries.at(-1)).toMatchObject({ receipt_file_id: null });

    const incomingId = await receive([]);
    const adding = {
      masuk: () =>
        office.run((tx) => addIncomingScans(tx, office.village, office.operator, incomingId, [])),
      keluar: () =>
        office.run((tx) => addOutgoingScans(tx, office.village, office.operator, outgoingId, [])),
    };
    for (const add of Object.values(adding))
      await expect(add()).rejects.toMatchObject({ fields: { berkas: expect.any(String) } });
    const scan = await photo();
    await office.run((tx) =>
      addIncomingScans(tx, office.village, office.operator, incomingId, [scan]),
    );
    const { files } = await office.run((tx) =>
      openIncoming(tx, office.village, office.operator, incomingId),
    );
    expect(files).toHaveLength(1);
    await expect(
      office.run((tx) => addOutgoingScans(tx, office.village, office.head, outgoingId, [scan])),
    ).rejects.toEqual(refused('forbidden'));
  });
});

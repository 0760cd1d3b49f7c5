import sharp from 'sharp';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  disposeMail,
  followUpMail,
  numberOutgoing,
  recordDelivery,
  registerIncoming,
  reserveNumbers,
  useReservedNumber,
  voidNumber,
  voidOutgoing,
} from '../../src/lib/server/letters/index.ts';
import {
  now,
  readUpload,
  withVillage,
  type VillageTx,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

interface Officers {
  operator: StaffVisitor;
  official: StaffVisitor;
  secretary: StaffVisitor;
  head: StaffVisitor;
}

/**
 * The office's own letters: three that came in (waiting, given to somebody, done), three that it wrote
 * (sent, not sent, void), and numbers that were set aside for letters by hand.
 */
export async function playMail(village: VillageContext, officers: Officers): Promise<void> {
  const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
  await receiveLetters(village, officers, run);
  await writeLetters(village, officers, run);
  await setNumbersAside(village, officers, run);
}

type Run = <T>(work: (tx: VillageTx) => Promise<T>) => Promise<T>;

async function receiveLetters(
  village: VillageContext,
  { operator, official, head }: Officers,
  run: Run,
) {
  const day = villageDate(now(), village.timeZone);
  const receive = async (pengirim: string, nomor: string, perihal: string, ago: number) => {
    const scan = await readUpload(await drawScan(pengirim, nomor, perihal), ['picture']);
    const typed = { pengirim, nomor, perihal, diterima: addDays(day, -ago) };
    return run((tx) => registerIncoming(tx, village, operator, typed, [scan]));
  };
  const give = (id: string, perintah: string, batas: string) =>
    run((tx) =>
      disposeMail(tx, village, head, {
        id,
        officers: [official.staffId],
        typed: { perintah, batas },
      }),
    );
  const done = await receive(
    'Puskesmas Taliwang',
    '440/077/PKM-TLW/2026',
    'Jadwal posyandu dan pemeriksaan kesehatan lansia',
    9,
  );
  await give(done, 'Umumkan kepada kader dan kepala dusun', addDays(day, 1));
  await run((tx) =>
    followUpMail(tx, village, official, {
      id: done,
      text: 'Sudah diumumkan di lima dusun dan grup kader.',
      finished: true,
    }),
  );
  const given = await receive(
    'Camat Taliwang',
    '005/118/KEC-TLW/2026',
    'Undangan rapat koordinasi penyusunan RKP Desa',
    2,
  );
  await give(given, 'Hadiri dan laporkan hasilnya', addDays(day, 3));
  await receive(
    'Dinas PMD Kabupaten Sumbawa Barat',
    '412/403/DPMD/2026',
    'Permintaan data BUM Desa',
    0,
  );
}

async function writeLetters(village: VillageContext, { operator }: Officers, run: Run) {
  const write = (klasifikasi: string, tujuan: string, perihal: string) =>
    run((tx) => numberOutgoing(tx, village, operator, { klasifikasi, tujuan, perihal }, []));
  const sent = await write('400.10.2', 'Ketua RT se-Desa Batu Putih', 'Undangan kerja bakti');
  for (const kepada of ['Ketua RT 001', 'Ketua RT 002'])
    await run((tx) =>
      recordDelivery(tx, village, operator, {
        id: sent.id,
        typed: {
          kepada,
          dikirim: villageDate(now(), village.timeZone),
          cara: 'carried',
          penerima: kepada,
        },
      }),
    );
  await write('500.8', 'Dinas Pertanian Kabupaten Sumbawa Barat', 'Permohonan bibit jagung');
  const mistaken = await write('400.10.2', 'Camat Taliwang', 'Laporan kegiatan bulan lalu');
  const reason = 'Salah tujuan, ditulis ulang dengan nomor baru';
  await run((tx) => voidOutgoing(tx, village, operator, { id: mistaken.id, reason }));
}

async function setNumbersAside(village: VillageContext, { operator }: Officers, run: Run) {
  const { counter, from } = await run((tx) =>
    reserveNumbers(tx, village, operator, {
      classification: '400.10.2',
      typeCode: '',
      count: '3',
      reason: 'Surat tulisan tangan saat listrik padam',
    }),
  );
  const date = villageDate(now(), village.timeZone);
  const at = (sequence: number) => ({
    counter,
    year: Number(date.slice(0, 4)),
    sequence,
    suffix: '',
  });
  await run((tx) =>
    useReservedNumber(tx, village, operator, {
      place: at(from),
      subject: 'Surat tugas ronda malam',
      classification: '400.10.2',
      date,
    }),
  );
  await run((tx) =>
    voidNumber(tx, village, operator, { place: at(from + 1), reason: 'Kertasnya rusak' }),
  );
}

/** A letter that nobody takes for a real one. */
async function drawScan(sender: string, number: string, subject: string): Promise<File> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754">
<rect width="1240" height="1754" fill="#fdfcf8"/>
<g font-family="sans-serif" fill="#1c1a15"><text x="120" y="160" font-size="44" font-weight="700">CONTOH SURAT MASUK</text>
<text x="120" y="300" font-size="34">Dari: ${sender}</text><text x="120" y="360" font-size="34">Nomor: ${number}</text>
<text x="120" y="420" font-size="34">Perihal: ${subject}</text></g>
<rect x="120" y="500" width="1000" height="6" fill="#1c1a15"/></svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return new File([new Uint8Array(bytes)], 'surat.jpg');
}

import sharp from 'sharp';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  carryOutBatch,
  fetchSlips,
  handOverSlips,
  issueBatch,
  listPlaces,
  prepareBatch,
  refusePinRequest,
} from '../../src/lib/server/access/index.ts';
import {
  now,
  readUpload,
  setClock,
  storeFile,
  withVillage,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const hour = 60 * 60_000;

/**
 * Slips for one neighbourhood, two days old and half handed over, and requests for a PIN from home:
 * by somebody on the register, by somebody with a slip of the finger, by nobody of here.
 */
export async function playPins(
  village: VillageContext,
  operator: StaffVisitor,
  origin: string,
): Promise<void> {
  const present = now();
  const at = (hoursAgo: number) => {
    const moment = new Date(present.getTime() - hoursAgo * hour);
    setClock({ now: () => moment });
    return { ...operator, provedAt: moment };
  };
  try {
    await issueForNeighbourhood(village, at(50), `${origin}/layanan-mandiri/masuk`);
    await askFromHome(village, at(26), at);
  } finally {
    setClock();
  }
}

async function issueForNeighbourhood(
  village: VillageContext,
  operator: StaffVisitor,
  signInUrl: string,
) {
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const batchId = await run(async (tx) => {
    const place = (await listPlaces(tx, operator)).find(({ rt }) => rt)!;
    const id = await prepareBatch(tx, village, operator, { kind: 'place', place });
    await issueBatch(tx, village.id, operator, { batchId: id, validDays: 7, signInUrl });
    return id;
  });
  await carryOutBatch(village.id, batchId);
  await run(async (tx) => {
    await fetchSlips(tx, village.id, operator, batchId);
    const slips = await tx
      .selectFrom('pin_batch_slip')
      .select('resident_id')
      .where('batch_id', '=', batchId)
      .where('issued_at', 'is not', null)
      .orderBy('position')
      .execute();
    const ids = slips.map((slip) => slip.resident_id);
    const half = Math.ceil(ids.length / 2);
    for (const [residentIds, receivedBy] of [
      [ids.slice(0, half - 3), ''],
      [ids.slice(half - 3, half), 'Ketua RT'],
    ] as const)
      await handOverSlips(tx, village.id, operator, { batchId, residentIds, receivedBy });
  });
}

async function askFromHome(
  village: VillageContext,
  operator: StaffVisitor,
  at: (hoursAgo: number) => StaffVisitor,
) {
  await withVillage(village.id, async (tx) => {
    const people = await tx
      .selectFrom('resident')
      .select(['name', 'nik'])
      .where('basic_status', '=', 1)
      .where('birth_date', '<', '1990-01-01')
      .where('id', 'not in', (eb) => eb.selectFrom('resident_account').select('resident_id'))
      .orderBy('nik')
      .limit(2)
      .execute();
    const [known, mistyped] = people as [(typeof people)[0], (typeof people)[0]];
    const wrongDigit = mistyped.nik.replace(/\d$/, (digit) =>
      String((Number(digit) + 3) % 10 || 1),
    );
    const askers = [
      { ...known, hoursAgo: 20 },
      { name: mistyped.name, nik: wrongDigit, hoursAgo: 5 },
      { name: 'BUKAN WARGA SINI', nik: '9107021203790002', hoursAgo: 26 },
    ];
    for (const { name, nik, hoursAgo } of askers) {
      at(hoursAgo);
      const picture = await readUpload(await drawCard(name, nik), ['picture']);
      const file = await storeFile(tx, village.id, picture.bytes, picture.mediaType);
      const { id } = await tx
        .insertInto('pin_request')
        .values({
          village_id: village.id,
          name,
          nik,
          contact: '+6281200000000',
          file_id: file.id,
          created_at: now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      if (hoursAgo === 26)
        await refusePinRequest(tx, village.id, operator, {
          id,
          reason: 'Bukan penduduk desa ini.',
        });
    }
  });
}

/** A card that nobody takes for a real one. */
async function drawCard(name: string, nik: string): Promise<File> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="860" height="540">
<rect width="860" height="540" rx="24" fill="#bfe0f2"/>
<g font-family="sans-serif" fill="#1c1a15"><text x="44" y="80" font-size="38" font-weight="700">KARTU CONTOH (bukan KTP)</text>
<text x="44" y="170" font-size="34">NIK : ${nik}</text><text x="44" y="230" font-size="34">Nama : ${name}</text></g>
<rect x="640" y="140" width="170" height="220" fill="#8fb4cf"/></svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return new File([new Uint8Array(bytes)], 'ktp.jpg');
}

import sharp from 'sharp';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { readUpload, withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import {
  acceptCorrection,
  attachProof,
  chooseFields,
  keepWishes,
  openCorrection,
  sendCorrection,
} from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

/** Two residents ask to have their data put right: one was answered, one waits with a proof. */
export async function playCorrections(
  village: VillageContext,
  cast: { operator: StaffVisitor; siti: ResidentVisitor; hakim: ResidentVisitor },
): Promise<void> {
  const { operator, siti, hakim } = cast;
  const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
  const ask = async (who: ResidentVisitor, typed: Record<string, string>, proof?: string) => {
    const { residentId } = who;
    const id = await run((tx) =>
      chooseFields(tx, village, who, { residentId, columns: Object.keys(typed) }),
    );
    await run((tx) => keepWishes(tx, who, { id, typed, clear: [], note: '' }));
    if (proof !== undefined) {
      const upload = await readUpload(await drawPaper(proof), ['picture']);
      await run((tx) => attachProof(tx, village, who, { id, upload }));
    }
    await run((tx) => sendCorrection(tx, village, who, { id, key: crypto.randomUUID() }));
    return id;
  };
  const answered = await ask(hakim, { blood_type: '4' });
  await run(async (tx) => {
    const { version } = await openCorrection(tx, village, operator, answered);
    await acceptCorrection(tx, village, operator, {
      id: answered,
      columns: ['blood_type'],
      seen: version,
      reason: '',
    });
  });
  await ask(siti, { birth_place: 'SUMBAWA BESAR', occupation: '85' }, 'AKTA KELAHIRAN (CONTOH)');
}

/** A paper that nobody takes for a real one. */
async function drawPaper(title: string): Promise<File> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="980">
<rect width="700" height="980" fill="#fbf7ec"/><g font-family="sans-serif" fill="#1c1a15" font-size="30">
<text x="60" y="120" font-size="36" font-weight="700">${title}</text>
<text x="60" y="240">Nama : SITI RAHMAWATI</text><text x="60" y="300">Lahir di : SUMBAWA BESAR</text></g></svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return new File([new Uint8Array(bytes)], 'akta.jpg');
}

import {
  attachFile,
  listOwnPapers,
  saveDraft,
  saveIntroductions,
  startAtCounter,
  startDraft,
  submitRequest,
} from '../../src/lib/server/letters/index.ts';
import { addArea, listAreaOptions, setAreaLeader } from '../../src/lib/server/population/index.ts';
import { getVillage, refreshVillages } from '../../src/lib/server/villages/index.ts';
import { declareTestChange, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { examples } from '../letters/examples.ts';
import { type LetterOffice, photo } from '../letters/letter-office.ts';
import type { Place } from './world.ts';

const business = 'keterangan-usaha';
export const introduced = 'keterangan-tidak-mampu';

/** A paper that is kept and offered again, and somebody whom the resident introduces as head of the RT. */
export async function furnishPapers(office: LetterOffice, place: Place) {
  const { run, village, siti, operator } = office;
  const brought = await office.send(siti, business);
  await office.bringToSigning(brought.reference);
  await office.approve(brought.reference);
  const papers = await run((tx) => listOwnPapers(tx, village, siti));
  const paper = papers.find(({ reference }) => reference === brought.reference)!;

  const reuseDraft = await run((tx) => startDraft(tx, village, siti, { slug: business }));
  const reuseTakenDown = await run((tx) =>
    startAtCounter(tx, village, operator, { slug: business, applicantId: siti.residentId }),
  );
  return {
    ownPaper: paper.id,
    reuseDraft,
    reuseTakenDown,
    led: await sendToHead(office, siti.residentId, residentVisitor(await place.newcomer())),
  };
}

/** The village asks heads of RTs on screen. */
export async function askHeadsOnScreen({ run, village }: LetterOffice): Promise<void> {
  const admin = staffVisitor(await makeStaff(village.id, ['admin']));
  await run((tx) => saveIntroductions(tx, village, admin, { slugs: [introduced], days: '2' }));
  refreshVillages();
}

/**
 * Has the village ask heads of RTs on screen, makes somebody the head of an RT, and sends a request of
 * somebody who lives there.
 * @returns the request's id
 */
export async function sendToHead(
  office: LetterOffice,
  headId: string,
  neighbour: ReturnType<typeof residentVisitor>,
): Promise<string> {
  const { run, operator } = office;
  const rt = { hamlet: 'LABUHAN', rw: '004', rt: '001' };
  const findArea = async () =>
    (await run((tx) => listAreaOptions(tx, operator))).find(({ label }) =>
      label.includes(rt.hamlet),
    );
  if (!(await findArea())) await run((tx) => addArea(tx, office.village.id, operator, rt));
  const area = (await findArea())!;
  await run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ area_id: area.value })
      .where('id', '=', neighbour.residentId)
      .execute();
  });
  await run((tx) =>
    setAreaLeader(tx, office.village.id, operator, rt, {
      residentId: headId,
      name: '',
      since: '',
    }),
  );
  await askHeadsOnScreen(office);
  const village = await getVillage(office.village.id);
  const id = await run((tx) => startDraft(tx, village, neighbour, { slug: introduced }));
  await run((tx) => saveDraft(tx, neighbour, id, examples(introduced)));
  for (const requirement of ['statement', 'housePhoto']) {
    const upload = await photo();
    await run((tx) => attachFile(tx, village, neighbour, { requestId: id, requirement, upload }));
  }
  await run((tx) =>
    submitRequest(tx, village, neighbour, { requestId: id, idempotencyKey: crypto.randomUUID() }),
  );
  return id;
}

import {
  attachFile,
  getOwnRequest,
  saveDraft,
  startDraft,
} from '../../src/lib/server/letters/index.ts';
import { writeSpreadsheet } from '../../src/lib/server/population/generated/index.ts';
import { now, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  addArea,
  createHousehold,
  recordPopulationEvent,
} from '../../src/lib/server/population/index.ts';
import { villageDate } from '../../src/lib/domain/dates-id.ts';
import { declareTestChange, makeFamily, makeResident } from '../factories.ts';
import { examples } from '../letters/examples.ts';
import { openLetterOffice, photo } from '../letters/letter-office.ts';
import { previewFile } from '../population/import-helpers.ts';
import { furnishAid } from './furnish-aid.ts';
import { furnishArchive } from './furnish-archive.ts';
import { furnishBatches } from './furnish-batches.ts';
import { furnishChannels } from './furnish-channels.ts';
import { furnishCorrections } from './furnish-corrections.ts';
import { furnishCounter } from './furnish-counter.ts';
import { furnishNews } from './furnish-news.ts';
import { furnishOpensid } from './furnish-opensid.ts';
import { furnishPapers } from './furnish-papers.ts';
import { furnishPins } from './furnish-pins.ts';
import { furnishVoices } from './furnish-voices.ts';
import type { Place } from './world.ts';

/** What stands in a furnished village, by the names that route-manifest.ts fills addresses with. */
export interface Furniture {
  [name: string]: string;
  /** The resident that all of it belongs to. */
  resident: string;
}

const withFiles = 'keterangan-domisili';

/** Puts into a village one of each thing that an address can name. */
export async function furnish(place: Place): Promise<Furniture> {
  const office = await openLetterOffice(place.village);
  const { run, village, siti } = office;
  await place.activate(siti.residentId);
  await furnishChannels(place);
  const { family, member } = await giveFamily(place, siti.residentId);

  const draft = await run((tx) => startDraft(tx, village, siti, { slug: withFiles }));
  await run((tx) => saveDraft(tx, siti, draft, examples(withFiles)));
  const { requirements } = await run((tx) => getOwnRequest(tx, village, siti, { id: draft }));
  for (const { key } of requirements) {
    const upload = await photo();
    await run((tx) =>
      attachFile(tx, village, siti, { requestId: draft, requirement: key, upload }),
    );
  }
  const kept = await run((tx) => getOwnRequest(tx, village, siti, { id: draft }));

  const sent = await office.send(siti, withFiles);
  const sentKept = await run((tx) => getOwnRequest(tx, village, siti, { id: sent.id }));

  const issued = await office.send();
  await office.bringToSigning(issued.reference);
  await office.approve(issued.reference);
  const done = await run((tx) => getOwnRequest(tx, village, siti, { id: issued.id }));

  const spreadsheet = writeSpreadsheet([{ nama: 'TANPA NIK' }]);
  const { jobId } = await previewFile(village.id, spreadsheet);

  await run((tx) =>
    addArea(tx, village.id, office.operator, { hamlet: 'Batu Putih', rw: '1', rt: '1' }),
  );
  const household = await run((tx) =>
    createHousehold(tx, village, office.operator, {
      headId: siti.residentId,
      memberIds: [member],
      number: '',
      socialData: false,
      socialDataNumber: '',
    }),
  );
  const event = crypto.randomUUID();
  await run((tx) =>
    recordPopulationEvent(tx, village, office.operator, {
      kind: 'birth',
      key: event,
      residentIds: [],
      typed: {
        tanggal: villageDate(now(), village.timeZone),
        keluarga: family,
        ibu: siti.residentId,
        nama: 'BAYI AMINAH',
        'jenis-kelamin': '2',
        'tempat-lahir': 'TALIWANG',
        kewarganegaraan: '1',
      },
    }),
  );

  return {
    ...(await furnishAid(office)),
    ...(await furnishArchive(office)),
    ...(await furnishBatches(office)),
    ...(await furnishCorrections(office)),
    ...(await furnishCounter(office)),
    ...(await furnishNews(village)),
    ...(await furnishPapers(office, place)),
    ...(await furnishPins(office)),
    ...(await furnishOpensid(village)),
    ...(await furnishVoices(office)),
    event,
    family,
    household,
    import: jobId,
    resident: siti.residentId,
    member,
    account: (await place.resident()).id,
    officer: (await place.staff(['editor'])).id,
    draft,
    draftFile: kept.attachments[0]!.id,
    sent: sent.reference,
    sentId: sent.id,
    sentVersion: String(sentKept.request.version),
    sentFile: sentKept.attachments[0]!.id,
    issued: issued.reference,
    official: done.letter!.official_id!,
    code: done.letter!.verification_code,
  };
}

/** Makes a resident the head of a family with one child; returns the family's and the child's id. */
async function giveFamily(place: Place, head: string) {
  const { id } = place.village;
  const family = await makeFamily(id);
  await withVillage(id, async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ family_id: family, relation: 1 })
      .where('id', '=', head)
      .execute();
    await tx.updateTable('family').set({ head_id: head }).where('id', '=', family).execute();
  });
  const child = await makeResident(id, {
    family_id: family,
    relation: 4,
    birth_date: '2015-01-01',
  });
  return { family, member: child.id };
}

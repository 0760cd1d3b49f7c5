import {
  attachFile,
  fileAtCounter,
  openCounterDraft,
  openRequest,
  saveDraft,
  startAtCounter,
} from '../../src/lib/server/letters/index.ts';
import { examples } from '../letters/examples.ts';
import { type LetterOffice, origin, photo, simple } from '../letters/letter-office.ts';

/** What is taken down at the counter, and what was filed there. */
export async function furnishCounter({ run, village, operator, siti }: LetterOffice) {
  const takenDown = await run((tx) =>
    startAtCounter(tx, village, operator, {
      slug: 'keterangan-domisili',
      applicantId: siti.residentId,
    }),
  );
  const { requirements } = await run((tx) => openCounterDraft(tx, village, operator, takenDown));
  const upload = await photo();
  await run((tx) =>
    attachFile(tx, village, operator, {
      requestId: takenDown,
      requirement: requirements[0]!.key,
      upload,
    }),
  );
  const { attachments } = await run((tx) => openCounterDraft(tx, village, operator, takenDown));

  const requestId = await run((tx) =>
    startAtCounter(tx, village, operator, { slug: simple, applicantId: siti.residentId }),
  );
  await run((tx) => saveDraft(tx, operator, requestId, examples(simple)));
  const { reference } = await run((tx) =>
    fileAtCounter(tx, village, operator, { requestId, seen: [], origin }),
  );
  const { request } = await run((tx) => openRequest(tx, village, operator, reference));
  return {
    takenDown,
    takenDownFile: attachments[0]!.id,
    filed: reference,
    ticket: request.ticket_code!,
  };
}

import { prepareBatch } from '../../src/lib/server/access/index.ts';
import { now, storeFile } from '../../src/lib/server/platform/index.ts';
import { photo, type LetterOffice } from '../letters/letter-office.ts';

/** A batch of PINs that waits for a yes, and somebody who asks for a PIN from home. */
export async function furnishPins({ village, run, operator }: LetterOffice) {
  const upload = await photo();
  return run(async (tx) => {
    const file = await storeFile(tx, village.id, upload.bytes, upload.mediaType);
    const { id: pinRequest } = await tx
      .insertInto('pin_request')
      .values({
        village_id: village.id,
        name: 'SITI AMINAH',
        nik: '5207024106900003',
        contact: '+6281234567890',
        file_id: file.id,
        created_at: now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return {
      batch: await prepareBatch(tx, village, operator, { kind: 'everyone' }),
      pinRequest,
    };
  });
}

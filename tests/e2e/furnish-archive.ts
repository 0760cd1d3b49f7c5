import { villageDate } from '../../src/lib/domain/dates-id.ts';
import {
  disposeMail,
  handOverLetter,
  numberOutgoing,
  openIncoming,
  openOutgoing,
  registerIncoming,
} from '../../src/lib/server/letters/index.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { type LetterOffice, photo } from '../letters/letter-office.ts';

/** Letters of the archive: issued, collected, come in, written by the office. */
export async function furnishArchive(office: LetterOffice) {
  const { run, village, operator, head, official } = office;
  const issue = async (slug?: string) => {
    const { reference } = await office.send(office.siti, slug);
    await office.bringToSigning(reference);
    await office.approve(reference);
    return (await office.look(reference)).letter!;
  };
  const letter = await issue();
  const collected = await issue('keterangan-tidak-mampu');
  const { request } = await office.look((await requestOf(office, collected.request_id)).reference!);
  const receipt = await photo();
  await run((tx) =>
    handOverLetter(tx, village, operator, {
      requestId: request.id,
      version: request.version,
      collectedBy: 'Siti Aminah',
      receipt,
    }),
  );
  const incoming = await run((tx) =>
    registerIncoming(
      tx,
      village,
      operator,
      {
        diterima: villageDate(now(), village.timeZone),
        pengirim: 'Camat Taliwang',
        nomor: '005/118/KEC-TLW/XI/2026',
        perihal: 'Undangan rapat koordinasi bulanan',
      },
      [receipt],
    ),
  );
  await run((tx) =>
    disposeMail(tx, village, head, {
      id: incoming,
      officers: [official.staffId],
      typed: { perintah: 'Hadiri dan laporkan' },
    }),
  );
  const outgoing = await run((tx) =>
    numberOutgoing(
      tx,
      village,
      operator,
      {
        klasifikasi: '400.10.2',
        tujuan: 'Ketua RT se-Desa Batu Putih',
        perihal: 'Undangan kerja bakti',
      },
      [receipt],
    ),
  );
  const came = await run((tx) => openIncoming(tx, village, operator, incoming));
  const wrote = await run((tx) => openOutgoing(tx, village, operator, outgoing.id));
  return {
    letter: letter.id,
    collected: collected.id,
    incoming,
    incomingFile: came.files[0]!.id,
    outgoing: outgoing.id,
    outgoingFile: wrote.files[0]!.id,
  };
}

const requestOf = (office: LetterOffice, id: string) =>
  office.run((tx) =>
    tx
      .selectFrom('letter_request')
      .select('reference')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

import { formatDateLong, formatDateTime, villageDate } from '#lib/domain/dates-id.ts';
import { commonInstructions, mailStateWords } from '#lib/domain/mail.ts';
import {
  addIncomingScans,
  closeMail,
  disposeMail,
  followUpMail,
  openIncoming,
} from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { perform } from '#lib/server/web/perform.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const base = '/kantor/surat/masuk';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const opened = await withVillage(village.id, (tx) =>
    openIncoming(tx, village, visitor, requireId(params.id)),
  );
  const { mail, dispositions, followUps } = opened;
  const at = (when: Date) => formatDateTime(when, village.timeZone);
  return {
    done: url.searchParams.get('selesai'),
    id: mail.id,
    subject: mail.subject,
    sequence: mail.sequence,
    year: mail.year,
    state: mailStateWords[mail.state],
    facts: [
      { label: 'Pengirim', value: mail.sender },
      { label: 'Diterima', value: formatDateLong(mail.received_on) },
      { label: 'Nomor surat', value: mail.their_number },
      { label: 'Tanggal surat', value: mail.their_date && formatDateLong(mail.their_date) },
      { label: 'Kode klasifikasi', value: mail.classification },
      { label: 'Catatan', value: mail.note },
    ],
    files: opened.files,
    dispositions: dispositions.map((one) => ({
      id: one.id,
      to: one.to_name,
      by: one.by_name,
      instruction: one.instruction,
      given: at(one.given_at),
      due: one.due_on && formatDateLong(one.due_on),
      overdue: one.overdue,
      done: one.done_at && at(one.done_at),
    })),
    followUps: followUps.map((one) => ({ at: at(one.at), by: one.name, text: one.text })),
    officers: opened.officers.map(({ id, name, position }) => ({
      value: id,
      label: position ? `${name}, ${position}` : name,
    })),
    instructions: commonInstructions,
    today: villageDate(now(), village.timeZone),
    mine: opened.mine,
    mayClose: opened.mayClose,
    mayAdd: opened.mayAdd,
  };
};

export const actions: Actions = {
  disposisi: (event) =>
    perform(event, base, 'disposisi', async (form, id) => {
      const { village, visitor } = event.locals;
      const officers = form.getAll('petugas').map(String);
      await withVillage(village.id, (tx) =>
        disposeMail(tx, village, visitor, { id, officers, typed: typedValues(form) }),
      );
    }),
  arsipkan: (event) =>
    perform(event, base, 'arsip', async (form, id) => {
      const { village, visitor } = event.locals;
      const note = typedValues(form).catatanArsip ?? '';
      await withVillage(village.id, (tx) => closeMail(tx, village, visitor, { id, note }));
    }),
  tindakLanjut: (event) =>
    perform(event, base, 'tindak-lanjut', async (form, id) => {
      const { village, visitor } = event.locals;
      const input = {
        id,
        text: typedValues(form).tindakLanjut ?? '',
        finished: form.get('langkah') === 'selesai',
      };
      await withVillage(village.id, (tx) => followUpMail(tx, village, visitor, input));
    }),
  tambahPindaian: (event) =>
    perform(event, base, 'pindaian', async (form, id) => {
      const { village, visitor } = event.locals;
      await withScans(form, 'berkas', (scans) =>
        withVillage(village.id, (tx) => addIncomingScans(tx, village, visitor, id, scans)),
      );
    }),
};

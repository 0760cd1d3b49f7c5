import { formatDateLong, formatDateTime, villageDate } from '#lib/domain/dates-id.ts';
import { deliveryWayNames } from '#lib/domain/mail.ts';
import {
  addOutgoingScans,
  openOutgoing,
  recordDelivery,
  voidOutgoing,
} from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import { perform } from '#lib/server/web/perform.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const base = '/kantor/surat/keluar';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const { mail, files, deliveries, mayChange } = await withVillage(village.id, (tx) =>
    openOutgoing(tx, village, visitor, requireId(params.id)),
  );
  return {
    done: url.searchParams.get('selesai'),
    id: mail.id,
    number: mail.number,
    subject: mail.subject,
    recipient: mail.recipient,
    facts: [
      { label: 'Ditujukan kepada', value: mail.recipient },
      { label: 'Tanggal', value: formatDateLong(mail.mail_date) },
      { label: 'Penanda tangan', value: mail.signer },
      { label: 'Kode klasifikasi', value: mail.classification },
      { label: 'Catatan', value: mail.note },
    ],
    voided: mail.voided_at && {
      at: formatDateTime(mail.voided_at, village.timeZone),
      reason: mail.voided_reason ?? '',
    },
    files,
    deliveries: deliveries.map((one) => ({
      id: one.id,
      on: formatDateLong(one.sent_on),
      recipient: one.recipient,
      way: deliveryWayNames[one.way],
      by: one.received_by,
      receipt: one.receipt_file_id !== null && one.deleted_at === null,
    })),
    ways: Object.entries(deliveryWayNames).map(([value, label]) => ({ value, label })),
    today: villageDate(now(), village.timeZone),
    mayChange: mayChange && !mail.voided_at,
  };
};

export const actions: Actions = {
  kirim: (event) =>
    perform(event, base, 'dikirim', async (form, id) => {
      const { village, visitor } = event.locals;
      await withScans(form, 'tanda-terima', ([receipt]) =>
        withVillage(village.id, (tx) =>
          recordDelivery(tx, village, visitor, { id, typed: typedValues(form), receipt }),
        ),
      );
    }),
  batalkan: (event) =>
    perform(event, base, 'batal', async (form, id) => {
      const { village, visitor } = event.locals;
      const reason = typedValues(form).alasan ?? '';
      await withVillage(village.id, (tx) => voidOutgoing(tx, village, visitor, { id, reason }));
    }),
  tambahPindaian: (event) =>
    perform(event, base, 'pindaian', async (form, id) => {
      const { village, visitor } = event.locals;
      await withScans(form, 'berkas', (scans) =>
        withVillage(village.id, (tx) => addOutgoingScans(tx, village, visitor, id, scans)),
      );
    }),
};

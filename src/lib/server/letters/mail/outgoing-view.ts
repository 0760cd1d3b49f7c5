import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { listMailFiles, readKept, readMailFile, type MailFile } from './mail-files.ts';
import { countOutgoing, findDeliveries, findOutgoingPage } from './outgoing-store.ts';
import { getOutgoing } from './write-outgoing.ts';

const perPage = 50;

/** A page of the letters that the office wrote itself, the latest first. */
export async function listOutgoing(tx: VillageTx, visitor: Visitor, asked: { page: number }) {
  requireOfficer(visitor, 'mail.read');
  const total = await countOutgoing(tx);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  const rows = await findOutgoingPage(tx, { limit: perPage, offset: (page - 1) * perPage });
  return {
    total,
    page,
    pages,
    lines: rows.map((row) => ({
      id: row.id,
      number: row.number,
      date: row.mail_date,
      recipient: row.recipient,
      subject: row.subject,
      state: row.voided_at ? 'void' : row.sent_to ? 'sent' : 'unsent',
    })),
  };
}

/** A letter that the office wrote, with its scans and to whom it was sent. */
export interface OpenedOutgoing {
  mail: Awaited<ReturnType<typeof getOutgoing>>;
  files: MailFile[];
  deliveries: Awaited<ReturnType<typeof findDeliveries>>;
  mayChange: boolean;
}

/** Opens a letter that the office wrote. Recorded. */
export async function openOutgoing(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedOutgoing> {
  requireOfficer(visitor, 'mail.read');
  const mail = await getOutgoing(tx, id);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.read-outgoing',
    subjectKind: 'outgoing-mail',
    subjectId: mail.id,
    details: { number: mail.number },
  });
  return {
    mail,
    files: await listMailFiles(tx, { outgoing_id: mail.id }),
    deliveries: await findDeliveries(tx, mail.id),
    mayChange: may(visitor.roles, 'mail.register'),
  };
}

/** A scan of a letter that the office wrote, or the picture of a receipt. Recorded. */
export async function openOutgoingFile(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; fileId: string },
) {
  requireOfficer(visitor, 'mail.read');
  const mail = await getOutgoing(tx, input.id);
  await recordEvent(tx, village.id, visitor, {
    action: 'mail.read-scan',
    subjectKind: 'outgoing-mail',
    subjectId: mail.id,
    details: { number: mail.number },
  });
  const delivery = (await findDeliveries(tx, mail.id)).find(({ id }) => id === input.fileId);
  if (!delivery) return readMailFile(tx, village, { outgoing_id: mail.id }, input.fileId);
  if (!delivery.receipt_file_id) throw new Refusal('not-found', 'Tanda terima ini tidak ada.');
  return readKept(tx, village, delivery.receipt_file_id);
}

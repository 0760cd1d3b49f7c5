import { formatDateShort } from '#lib/domain/dates-id.ts';
import { counterName } from '#lib/domain/letter-counter.ts';
import { sequenceText } from '#lib/domain/letter-number.ts';
import { deliveryWayNames, type DeliveryWay } from '#lib/domain/mail.ts';
import type { BookRow } from '#lib/server/registers/index.ts';
import type { AgendaRow, DeliveryRow } from './letter-book-store.ts';

const date = (day: string | null) => (day ? formatDateShort(day) : '');

/** A line of A.7. */
export function agendaLine(row: AgendaRow): BookRow {
  const came = row.kind === 'incoming';
  return {
    day: date(row.day),
    inNumber: came ? row.number || '-' : '',
    inDate: came ? date(row.dated) : '',
    sender: came ? row.party : '',
    inSubject: came ? row.subject : '',
    outNumber: came ? '' : (row.number ?? sequenceText(row.sequence, '', 3)),
    outDate: came || row.number === null ? '' : date(row.dated),
    recipient: came ? '' : row.party,
    outSubject: came ? '' : row.subject,
    note: came ? `Agenda nomor ${row.sequence}` : agendaNote(row),
  };
}

/** What became of a number that no letter here bears. */
const numberWords: Record<AgendaRow['state'], string> = {
  '': '',
  reserved: 'Dicadangkan',
  void: 'Batal',
  'by-hand': 'Ditulis tangan',
  unsigned: 'Belum ditandatangani',
};

function agendaNote(row: AgendaRow): string {
  if (row.kind === 'number') {
    const words = numberWords[row.state];
    const counted = row.counter === 'village' ? words : `${words}, ${counterName(row.counter)}`;
    return row.void_reason ? `${counted}: ${row.void_reason}` : counted;
  }
  const voided = row.kind === 'outgoing' ? 'Batal' : 'Dicabut';
  return [
    row.void_on && `${voided} ${date(row.void_on)}: ${row.void_reason ?? ''}`,
    row.replaced_by && `Diganti nomor ${row.replaced_by}`,
    row.replaces && `Pengganti nomor ${row.replaces}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** A line of A.8. */
export function deliveryLine(row: DeliveryRow): BookRow {
  const way = deliveryWayNames[row.way as DeliveryWay];
  return {
    day: date(row.day),
    letter: `${date(row.dated)}, ${row.number}`,
    subject: row.subject,
    recipient: row.recipient,
    note: row.received_by ? `${way}, diterima ${row.received_by}` : way,
  };
}

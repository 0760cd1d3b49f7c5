import { requireOfficer } from '#lib/domain/authority.ts';
import { parsePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine, typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  type ComplaintFilter,
  type ComplaintRow,
  countComplaints,
  findComplaint,
  findComplaintAnswers,
  findComplaints,
  hasComplaints,
} from './complaints-store.ts';
import { maskNumbers } from './mask-numbers.ts';
import { plainText } from './plain-text.ts';
import { recordKinds } from './record-kinds.ts';
import { textIn } from './source-row.ts';

/** How far OpenSID had a complaint. */
const complaintStages = ['Menunggu', 'Diproses', 'Selesai'] as const;
export type ComplaintStage = (typeof complaintStages)[number];

/** A complaint that came over, as it stands in a list; numbers masked. */
export interface CarriedComplaint {
  id: string;
  title: string;
  /** Whoever they said they were: OpenSID did not ask for proof. */
  from: string;
  /** `YYYY-MM-DD`, or null. */
  onDate: string | null;
  stage: ComplaintStage;
  answers: number;
}

export interface OpenedComplaint extends CarriedComplaint {
  story: string;
  /** Telephone, masked; empty where none was given. */
  phone: string;
  /** The resident whose NIK was written. */
  residentId: string | null;
  residentName: string | null;
  replies: { id: string; by: string; onDate: string | null; text: string }[];
}

/** What a complaint is taken over with: whole, for the voice that it becomes. */
export interface ComplaintToBring {
  title: string;
  story: string;
  reporter: { name: string; contact: string };
  onDate: string | null;
  done: boolean;
  replies: { onDate: string | null; text: string }[];
}

const perPage = 50;
const unknown = () => new Refusal('not-found', 'Pengaduan ini tidak ditemukan.');
const words = (text: string) => maskNumbers(plainText(text));

function view({ id, data, day, stage, answers }: ComplaintRow): CarriedComplaint {
  return {
    id,
    title: words(textIn(data, 'judul')) || 'Tanpa judul',
    from: words(textIn(data, 'nama')) || 'Tanpa nama',
    onDate: day,
    stage: complaintStages[stage - 1]!,
    answers,
  };
}

/** Complaints that came over, the newest first. @throws Refusal 'forbidden' */
export async function listCarriedComplaints(
  tx: VillageTx,
  visitor: Visitor,
  { page: asked, ...filter }: ComplaintFilter & { page: number },
): Promise<{ items: CarriedComplaint[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'voices.read');
  const total = await countComplaints(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, asked), pages);
  const range = { limit: perPage, offset: (page - 1) * perPage };
  return { items: (await findComplaints(tx, filter, range)).map(view), total, page, pages };
}

/** Whether any came over. @throws Refusal 'forbidden' */
export async function hasCarriedComplaints(tx: VillageTx, visitor: Visitor): Promise<boolean> {
  requireOfficer(visitor, 'voices.read');
  return hasComplaints(tx);
}

/**
 * A complaint with its answers, as a thread; recorded, for it may be about a resident.
 * @throws Refusal 'forbidden', 'not-found'
 */
export async function openCarriedComplaint(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<OpenedComplaint> {
  requireOfficer(visitor, 'voices.read');
  const row = await findComplaint(tx, id);
  if (!row) throw unknown();
  await recordEvent(tx, villageId, visitor, {
    action: 'opensid.open-record',
    subjectKind: 'carried-record',
    subjectId: id,
    ...(row.residentId && { residentId: row.residentId }),
    details: { kind: recordKinds.complaint },
  });
  return {
    ...view(row),
    story: words(textIn(row.data, 'isi')),
    phone: words(textIn(row.data, 'telepon')),
    residentId: row.residentId,
    residentName: row.residentName,
    replies: (await findComplaintAnswers(tx, id)).map((reply) => ({
      id: reply.id,
      by: words(textIn(reply.data, 'nama')) || 'Petugas desa',
      onDate: reply.day,
      text: words(textIn(reply.data, 'isi')),
    })),
  };
}

/** @throws Refusal 'not-found' */
export async function getComplaintToBring(tx: VillageTx, id: string): Promise<ComplaintToBring> {
  const row = await findComplaint(tx, id);
  if (!row) throw unknown();
  const written = textIn(row.data, 'telepon');
  return {
    title: typedLine(words(textIn(row.data, 'judul'))),
    story: typedText(words(textIn(row.data, 'isi'))),
    reporter: {
      name: typedLine(plainText(textIn(row.data, 'nama'))).slice(0, 100),
      contact: parsePhone(written) ?? typedLine(textIn(row.data, 'email') || written).slice(0, 200),
    },
    onDate: row.day,
    done: row.stage === 3,
    replies: (await findComplaintAnswers(tx, id)).map(({ data, day }) => ({
      onDate: day,
      text: typedText(words(textIn(data, 'isi'))),
    })),
  };
}

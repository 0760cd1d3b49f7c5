import { redirect } from '@sveltejs/kit';
import { auditGroups, isAuditGroup } from '#lib/domain/audit-words.ts';
import { joinDateParts, splitDateText } from '#lib/domain/date-parts.ts';
import { addDays, dayStart, formatDateShort, formatTime } from '#lib/domain/dates-id.ts';
import { initialsOf } from '#lib/domain/person-name.ts';
import { readReference } from '#lib/domain/reference.ts';
import { may } from '#lib/domain/roles.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import { findStaffNames } from '#lib/server/access/index.ts';
import { readTrail, type TrailFilter } from '#lib/server/audit/index.ts';
import { findTrailSubjects } from '#lib/server/letters/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  findMergedIds,
  findNamedResidents,
  findNames,
  type NamedResident,
} from '#lib/server/population/index.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const kinds = { warga: 'resident', petugas: 'staff', sistem: 'system', pengunjung: 'visitor' };
const isKind = (name: string): name is keyof typeof kinds => Object.hasOwn(kinds, name);

/** Names of the address' parameters; `sebelum` leads to older events. */
const names = ['siapa', 'kelompok', 'tentang', 'warga', 'dari', 'sampai'] as const;
type Typed = Record<(typeof names)[number], string>;

interface Asked {
  filter: TrailFilter;
  errors: Record<string, string>;
}

/** What the address asks for, but for whom it is about. */
function readAddress(typed: Typed, timeZone: string): Asked {
  const filter: TrailFilter = {};
  const errors: Record<string, string> = {};
  if (uuid.test(typed.siapa)) filter.actorId = typed.siapa;
  else if (isKind(typed.siapa)) filter.actorKind = kinds[typed.siapa];
  if (isAuditGroup(typed.kelompok)) filter.group = typed.kelompok;
  if (uuid.test(typed.warga)) filter.residentId = typed.warga;
  const day = (name: 'dari' | 'sampai') => {
    const date = joinDateParts(splitDateText(typed[name]));
    // A far-off year would leave the range of instants.
    const sensible = date && /^20\d\d/.test(date) ? date : undefined;
    if (typed[name] && !sensible) errors[name] = 'Tulis tanggal seperti 2026-11-23.';
    return sensible;
  };
  const [from, until] = [day('dari'), day('sampai')];
  if (from && until && from > until)
    errors.sampai = 'Tanggal akhir lebih awal dari tanggal mulai. Tukar keduanya.';
  if (from) filter.from = dayStart(from, timeZone);
  if (until) filter.until = dayStart(addDays(until, 1), timeZone);
  return { filter, errors };
}

/**
 * The audit trail as the address asks for it:
 * `?siapa=…&kelompok=letters&tentang=SKU-7K4P-2M9R&dari=2026-11-01&sampai=2026-11-30&sebelum=1200`.
 */
export async function loadTrail({ village, visitor }: App.Locals, url: URL) {
  const typed = Object.fromEntries(
    names.map((name) => [name, typedLine(url.searchParams.get(name) ?? '').slice(0, 80)]),
  ) as Typed;
  const { filter, errors } = readAddress(typed, village.timeZone);
  const before = Number(url.searchParams.get('sebelum'));
  if (Number.isSafeInteger(before) && before > 0) filter.before = before;
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const readsResidents = may(roles, 'residents.read');

  const query = (change: Record<string, string>) => {
    const kept = Object.entries({ ...typed, ...change }).filter(([, value]) => value);
    return `?${new URLSearchParams(kept)}`;
  };

  return withVillage(village.id, async (tx) => {
    const about = await findAbout(tx, visitor, typed.tentang, readsResidents);
    if (about.message) errors.tentang = about.message;
    // A name, or a NIK, does not stay in the address.
    if (about.residentId) redirect(303, query({ tentang: '', warga: about.residentId }));
    const narrowed = {
      ...filter,
      ...(filter.residentId && { mergedIds: await findMergedIds(tx, filter.residentId) }),
      ...(about.subjectIds && { subjectIds: about.subjectIds }),
    };
    const nothing = Object.keys(errors).length > 0 || about.several !== undefined;
    const page = nothing
      ? { events: [], olderThan: undefined }
      : await readTrail(tx, village.id, visitor, narrowed);
    const officers = await findStaffNames(tx);
    const people = await findNames(tx, [
      ...page.events.flatMap((e) => (e.residentId ? [e.residentId] : [])),
      ...(narrowed.residentId ? [narrowed.residentId] : []),
    ]);
    const personName = (id: string) => {
      const name = people.get(id) ?? 'Warga';
      return readsResidents ? name : initialsOf(name);
    };
    return {
      typed,
      errors,
      several: about.several?.map((r) => ({ ...r, href: query({ tentang: '', warga: r.id }) })),
      aboutName: narrowed.residentId ? personName(narrowed.residentId) : null,
      officers,
      groups: Object.entries(auditGroups).map(([value, label]) => ({ value, label })),
      events: page.events.map((event) => ({
        seq: event.seq,
        day: formatDateShort(event.at, village.timeZone),
        time: formatTime(event.at, village.timeZone),
        actor: event.actorName,
        sentence: event.sentence,
        resident: event.residentId && {
          name: personName(event.residentId),
          href: readsResidents ? `/kantor/penduduk/${event.residentId}` : null,
        },
        officer: officers.find((o) => o.id === event.staffId)?.name ?? null,
        requestHref:
          event.reference && may(roles, 'requests.read')
            ? `/kantor/permohonan/${event.reference}`
            : null,
        reference: event.reference,
        origin: event.origin,
      })),
      olderHref: page.olderThan ? query({ sebelum: String(page.olderThan) }) : null,
      newestHref: filter.before ? query({}) : null,
    };
  });
}

interface About {
  subjectIds?: string[];
  residentId?: string;
  /** Several residents fit: the officer chooses. */
  several?: NamedResident[];
  message?: string;
}

/** Whom or what the trail is narrowed down to: a request by its reference, or a resident. */
async function findAbout(
  tx: VillageTx,
  visitor: App.Locals['visitor'],
  typed: string,
  readsResidents: boolean,
): Promise<About> {
  if (!typed) return {};
  const reference = readReference(typed);
  const subjectIds = reference ? await findTrailSubjects(tx, reference) : [];
  if (subjectIds.length) return { subjectIds };
  if (!readsResidents)
    return { message: 'Tidak ada permohonan dengan nomor ini. Periksa nomornya.' };
  const found = await findNamedResidents(tx, visitor, typed);
  if (found.length === 0)
    return {
      message:
        'Tidak ada permohonan atau warga yang cocok. Tulis nomor permohonan, nama, atau NIK.',
    };
  return found.length === 1 ? { residentId: found[0]!.id } : { several: found };
}

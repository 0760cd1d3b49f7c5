import type { CounterScope } from '#lib/domain/letter-counter.ts';
import { readLetterLook, type LetterLook } from '#lib/domain/letter-look.ts';
import { formatRegionCode } from '#lib/domain/region.ts';
import { keptWhileRunning, platform, readVillage } from '#lib/server/platform/index.ts';
import {
  findHolidays,
  findVillageByHost,
  findVillageRowByCode,
  findVillageIdRows,
  findVillages,
  getProfile,
  getVillageRow,
} from './store.ts';

/** The village a request is for: who it is and how it presents itself. Nothing personal. */
export interface VillageContext {
  id: number;
  regionCode: string;
  /** "Desa", "Gampong", "Nagari" … */
  kind: string;
  name: string;
  district: string;
  regency: string;
  province: string;
  timeZone: string;
  address: string;
  postalCode: string;
  phone: string;
  email: string;
  website: string;
  about: string;
  /** The Maklumat Pelayanan in the village's own words; empty: the usual ones. */
  servicePledge: string;
  /** ISO weekday (1 = Monday) → opening and closing time "HH:MM", village time. */
  officeHours: Record<string, [string, string]>;
  /** Days 'YYYY-MM-DD' on which the office stays closed. */
  holidays: ReadonlySet<string>;
  shortCode: string;
  numberPattern: string;
  counterScope: CounterScope;
  /** Whether letters that come in are counted together with those that go out. */
  counterShared: boolean;
  paper: 'A4' | 'F4';
  letterLook: LetterLook;
  /** Whether letters for wet signature are numbered and printed at the counter. */
  counterPrints: boolean;
  /** Letter types for which the head of the RT or RW is asked on screen. */
  introducedLetters: string[];
  /** Working days the head has for an answer. */
  introductionDays: number;
  /** Working days within which a voice is verified, and within which it is answered. */
  voiceVerifyDays: number;
  voiceAnswerDays: number;
  /** Days for the reporter to say something to an answer, and to open a closed voice again. */
  voiceReplyDays: number;
  voiceReopenDays: number;
  /** Whether residents may write comments under news and announcements. */
  commentsOn: boolean;
  /** From when to when nothing is sent to residents, "HH:MM", village time. */
  quietFrom: string;
  quietTo: string;
  /** Where outgoing texts lead, "https://desa.example"; empty while nobody set it. */
  publicOrigin: string;
  accent: string | null;
  logoFileId: string | null;
  /** The regency's arms, for letterheads. */
  regencyLogoFileId: string | null;
  /** Days after which uploaded documents are deleted. */
  uploadRetentionDays: number;
  /** How many years scans of the archive are kept. */
  archiveYears: number;
}

const lifetime = 30_000;
const known = keptWhileRunning(
  () => new Map<string, { village: VillageContext | undefined; until: number }>(),
);

/** Forgets what is cached, after a village, its profile or its holidays changed. */
export function refreshVillages(): void {
  known().clear();
}

/**
 * The village that answers on a host name. Where there is a single village it answers on any host.
 * Cached for half a minute; a change in this process shows at once.
 * @param host host name without port, any case
 */
export async function findVillage(host: string): Promise<VillageContext | undefined> {
  const name = host.toLowerCase();
  const cache = known();
  const hit = cache.get(name);
  if (hit && hit.until > performance.now()) return hit.village;
  const village = await load(name);
  // Bounded: host names come from outside.
  if (cache.size > 5000) cache.clear();
  cache.set(name, { village, until: performance.now() + lifetime });
  return village;
}

async function load(host: string): Promise<VillageContext | undefined> {
  const db = platform().database.kysely;
  let row = await findVillageByHost(db, host);
  if (!row) {
    const [first, second] = await findVillages(db, 2);
    row = second ? undefined : first;
  }
  return row && describe(row);
}

/** The village with a region code of ten digits, fresh from the database. */
export async function findVillageByCode(code: string): Promise<VillageContext | undefined> {
  const row = await findVillageRowByCode(platform().database.kysely, formatRegionCode(code));
  return row && describe(row);
}

/** A village by its id, fresh from the database (jobs, command line). */
export async function getVillage(id: number): Promise<VillageContext> {
  return describe(await getVillageRow(platform().database.kysely, id));
}

/** Whether any village has been founded. */
export async function anyVillage(): Promise<boolean> {
  return (await findVillages(platform().database.kysely, 1)).length > 0;
}

type VillageRow = Awaited<ReturnType<typeof findVillages>>[number];

async function describe(row: VillageRow): Promise<VillageContext> {
  const [profile, holidays] = await readVillage(row.id, (tx) =>
    Promise.all([getProfile(tx), findHolidays(tx)]),
  );
  return contextOf(row, profile, holidays);
}

/** A village's context from its rows. */
export function contextOf(
  row: VillageRow,
  profile: Awaited<ReturnType<typeof getProfile>>,
  holidays: readonly string[],
): VillageContext {
  return {
    id: row.id,
    regionCode: row.region_code,
    kind: row.kind,
    name: row.name,
    district: row.district,
    regency: row.regency,
    province: row.province,
    timeZone: row.time_zone,
    address: profile.address,
    postalCode: profile.postal_code,
    phone: profile.phone,
    email: profile.email,
    website: profile.website,
    about: profile.about,
    servicePledge: profile.service_pledge,
    officeHours: profile.office_hours as Record<string, [string, string]>,
    holidays: new Set(holidays),
    shortCode: profile.short_code,
    numberPattern: profile.number_pattern,
    counterScope: profile.counter_scope as CounterScope,
    counterShared: profile.counter_shared,
    paper: profile.paper as VillageContext['paper'],
    letterLook: readLetterLook(profile.letter_look),
    counterPrints: profile.counter_prints,
    introducedLetters: profile.introduced_letters,
    introductionDays: profile.introduction_days,
    voiceVerifyDays: profile.voice_verify_days,
    voiceAnswerDays: profile.voice_answer_days,
    voiceReplyDays: profile.voice_reply_days,
    voiceReopenDays: profile.voice_reopen_days,
    commentsOn: profile.comments_on,
    quietFrom: profile.quiet_from,
    quietTo: profile.quiet_to,
    publicOrigin: profile.public_origin,
    accent: profile.accent,
    logoFileId: profile.logo_file_id,
    regencyLogoFileId: profile.regency_logo_file_id,
    uploadRetentionDays: profile.upload_retention_days,
    archiveYears: profile.archive_years,
  };
}

/** The ids of all villages in this database. */
export async function findVillageIds(): Promise<number[]> {
  return (await findVillageIdRows(platform().database.kysely)).map((v) => v.id);
}

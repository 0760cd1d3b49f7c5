import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { villageDate } from '../../src/lib/domain/dates-id.ts';
import {
  createDemoOfficers,
  demoOfficers,
  demoResidents,
  setDemoPin,
} from '../../src/lib/server/access/index.ts';
import { ensureCertificate } from '../../src/lib/server/letters/index.ts';
import { now, platform, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  getVillage,
  refreshVillages,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { arrangeLetterTypes } from './arrange-letter-types.ts';
import { arrangeSigning } from './arrange-signing.ts';
import { demoStories, type DemoAct } from './demo-requests.ts';
import { demoVillage } from './demo-village.ts';
import { furnishVillage } from './furnish-village.ts';
import { playChannels } from './play-channels.ts';
import { playBatches } from './play-batches.ts';
import { playAid } from './play-aid.ts';
import { playComments } from './play-comments.ts';
import { playCorrections } from './play-corrections.ts';
import { playIntroduction } from './play-introduction.ts';
import { playMail } from './play-mail.ts';
import { playNews } from './play-news.ts';
import { playPins } from './play-pins.ts';
import { playRegister } from './play-register.ts';
import { playStories, type Cast } from './play-stories.ts';
import { playSurvey } from './play-survey.ts';
import { playVisits } from './play-visits.ts';
import { playVoices } from './play-voices.ts';
import { demoNeighbourhood, settlePeople } from './settle-people.ts';

/**
 * Fills the empty database with the demonstration village: office, people (through the real
 * import), accounts, and requests in every state (through the real use-cases).
 * @param origin the address under which it will be visited, printed in letters' QR codes
 * @param tell called with each step, for the terminal
 */
export async function seedDemo(origin: string, tell: (step: string) => void): Promise<void> {
  tell('desa dan perangkatnya');
  const village = await foundDemoVillage();
  const staffIds = await withVillage(village.id, async (tx) => {
    await furnishVillage(tx, village.id);
    return createDemoOfficers(tx, village.id);
  });
  refreshVillages();
  const furnished = await getVillage(village.id);
  await withVillage(village.id, (tx) => ensureCertificate(tx, furnished));

  const headAway = await arrangeSigning(furnished, () => officerOf('admin', staffIds));

  tell('1.200 warga');
  await settlePeople(furnished);
  tell('akun warga');
  const residents = await withVillage(village.id, async (tx) => {
    const found = new Map<string, { id: string; name: string }>();
    for (const demo of demoResidents) {
      const row = await tx
        .selectFrom('resident')
        .select(['id', 'name'])
        .where('nik', '=', demo.nik)
        .executeTakeFirstOrThrow();
      await setDemoPin(tx, village.id, row.id, demo.pin);
      found.set(demo.nik, row);
    }
    return found;
  });

  tell('permohonan surat');
  const adults = await withVillage(village.id, (tx) =>
    tx
      .selectFrom('resident')
      .select(['id', 'name'])
      .where('birth_date', '<', '2000-01-01')
      .where('nik_temporary', '=', false)
      .where('basic_status', '=', 1)
      .where(
        'nik',
        'not in',
        demoResidents.map((d) => d.nik),
      )
      .orderBy('nik')
      .limit(400)
      .execute(),
  );
  const [siti, hakim, sahrum] = demoResidents.map((d) => residents.get(d.nik)!);
  const cast: Cast = {
    origin,
    residentOf: (who) =>
      visitorOf(
        who === 'siti' ? siti! : who === 'hakim' ? hakim! : adults[(who * 7) % adults.length]!,
      ),
    officerFor: (act, step, chain) => {
      const away = headAway(villageDate(now(), furnished.timeZone));
      const role = act === 'approve' && away ? 'secretary' : roleFor(act, step, chain);
      return officerOf(role, staffIds);
    },
  };
  await playStories(furnished, demoStories, cast);
  tell('pengantar RT');
  const head = { id: sahrum!.id, place: demoNeighbourhood };
  await playIntroduction(furnished, officerOf('admin', staffIds), head, cast);
  const officers = {
    operator: officerOf('operator', staffIds),
    secretary: officerOf('secretary', staffIds),
    official: officerOf('official', staffIds),
    head: officerOf('head', staffIds),
  };
  await arrangeLetterTypes(furnished, officers);
  tell('penilaian warga');
  await playSurvey(furnished, (id) => visitorOf({ id, name: '' }));
  tell('aspirasi dan pengaduan');
  await playVoices(furnished, cast, (role) => officerOf(role, staffIds));
  tell('surat masuk dan keluar');
  await playMail(furnished, officers);
  tell('surat massal');
  await playBatches(furnished, officers, { origin, hamlet: demoNeighbourhood.hamlet });
  tell('bantuan sosial');
  await playAid(furnished, {
    operator: officerOf('operator', staffIds),
    secretary: officerOf('secretary', staffIds),
    siti: visitorOf(siti!),
    hakim: visitorOf(hakim!),
    sahrum: visitorOf(sahrum!),
  });
  tell('berita, agenda, dokumen');
  const newsroom = {
    editor: officerOf('editor', staffIds),
    admin: officerOf('admin', staffIds),
  };
  await playNews(furnished, newsroom);
  await playComments(furnished, cast, newsroom);
  await playVisits(furnished);
  tell('pemberitahuan ke email');
  await playChannels(furnished, cast, {
    admin: officerOf('admin', staffIds),
    siti: visitorOf(siti!),
    hakim: visitorOf(hakim!),
  });
  tell('peristiwa dan perbaikan data');
  await playRegister(furnished, officerOf('operator', staffIds));
  await playCorrections(furnished, {
    operator: officerOf('operator', staffIds),
    siti: visitorOf(siti!),
    hakim: visitorOf(hakim!),
  });
  tell('slip PIN');
  await playPins(furnished, officerOf('operator', staffIds), origin);
}

async function foundDemoVillage(): Promise<VillageContext> {
  const v = demoVillage;
  const id = await platform().database.asOwner(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'select found_village($1, $2, $3, $4, $5, $6, $7) as id',
      [v.regionCode, v.kind, v.name, v.district, v.regency, v.province, v.timeZone],
    );
    return rows[0]!.id;
  });
  return getVillage(id);
}

function visitorOf({ id, name }: { id: string; name: string }): ResidentVisitor {
  return {
    kind: 'resident',
    sessionId: crypto.randomUUID(),
    residentId: id,
    name,
    mustChangePin: false,
    mustAcceptTerms: false,
    provedAt: now(),
    kiosk: false,
    unread: 0,
    leads: false,
  };
}

function roleFor(act: DemoAct['does'], step: number, chain: readonly { role: string }[]): string {
  if (act === 'approve' || act === 'withdraw') return 'head';
  if (act === 'forward' || act === 'send-back') return chain[step]?.role ?? 'official';
  return 'operator';
}

function officerOf(role: string, staffIds: ReadonlyMap<string, string>): StaffVisitor {
  const demo = demoOfficers.find((o) => (o.roles as readonly string[]).includes(role))!;
  return {
    kind: 'staff',
    sessionId: crypto.randomUUID(),
    staffId: staffIds.get(demo.username)!,
    name: demo.name,
    position: demo.position,
    roles: demo.roles,
    residentId: null,
    mustChangePassword: false,
    provedAt: now(),
  };
}

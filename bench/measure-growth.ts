import { completeSession, openSession } from '../src/lib/server/access/index.ts';
import { platform, withVillage } from '../src/lib/server/platform/index.ts';
import { Browser } from '../tests/callers.ts';
import { makeVillage } from '../tests/factories.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';
import { signedInResident } from './signed-in-resident.ts';

const rounds = 100;
/** What the database tidies up by itself after so much writing would slow the pages down meanwhile. */
const restMilliseconds = 60_000;
/** What a register is made of, in the order in which it can be written. */
const REGISTER = ['area', 'family', 'household', 'resident'];

/**
 * The same pages of a village alone in the house, and beside so many others with a register as large: what a
 * regency's server is. Medians of single requests one after another, and how they have grown.
 */
export async function measureGrowth(bench: Bench, villages: number): Promise<void> {
  await platform().database.asOwner((client) =>
    client.query('insert into village_host (host, village) values ($1, $2)', [
      'localhost',
      bench.village.id,
    ]),
  );
  const pages = await signedInPages(bench);
  await medians(bench, pages); // what runs for the first time is compiled first
  const alone = await medians(bench, pages);
  const residents = await writeRegisters(bench, villages);
  await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
  const among = await medians(bench, pages);
  const beside = `${villages} villages, ${residents.toLocaleString('id-ID')} residents`;
  for (const [index, { name }] of pages.entries()) {
    const [before, after] = [alone[index]!, among[index]!];
    tell(
      `growth: ${name}`,
      `alone ${before.toFixed(1)} ms, beside ${beside} ${after.toFixed(1)} ms (× ${(after / before).toFixed(2)})`,
    );
  }
}

interface Page {
  name: string;
  path: string;
  cookie?: string;
}

async function signedInPages(bench: Bench): Promise<Page[]> {
  const { cookie } = await signedInResident(bench);
  const office = await signedInOfficer(bench);
  return [
    { name: 'home', path: '/' },
    { name: 'sign-in page', path: '/layanan-mandiri/masuk' },
    { name: 'resident home', path: '/layanan-mandiri', cookie },
    { name: 'resident’s own data', path: '/layanan-mandiri/data-diri', cookie },
    { name: 'office’s first page', path: '/kantor', cookie: office },
    { name: 'requests', path: '/kantor/permohonan', cookie: office },
    { name: 'residents', path: '/kantor/penduduk', cookie: office },
    { name: 'residents named Siti', path: '/kantor/penduduk?cari=siti', cookie: office },
    { name: 'a name with a slip', path: '/kantor/penduduk?cari=sitti+aminnah', cookie: office },
    { name: 'figures', path: '/kantor/statistik', cookie: office },
  ];
}

async function signedInOfficer({ village, officers }: Bench): Promise<string> {
  const browser = new Browser(village, '127.0.0.1');
  await withVillage(village.id, async (tx) => {
    const { staffId } = officers.operator;
    const session = await openSession(tx, browser, { kind: 'staff', personId: staffId });
    await completeSession(tx, browser, session);
  });
  const [name, value] = [...browser.kept][0]!;
  return `${name}=${value}`;
}

async function medians({ origin }: Bench, pages: readonly Page[]): Promise<number[]> {
  const found: number[] = [];
  for (const { path, cookie } of pages) {
    const sample: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const started = performance.now();
      const answer = await fetch(origin + path, { headers: cookie ? { cookie } : {} });
      await answer.text();
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      sample.push(performance.now() - started);
    }
    found.push(percentile(sample, 0.5));
  }
  return found;
}

/** Founds so many villages, each with a copy of the register of the first. */
async function writeRegisters({ village }: Bench, villages: number): Promise<number> {
  const database = platform().database;
  await database.asOwner(async (client) => {
    await client.query(`select set_config('app.village_id', $1, false)`, [String(village.id)]);
    for (const table of REGISTER) {
      await client.query(`create temp table copy_of_${table} as select * from ${table}`);
    }
    for (let n = 0; n < villages; n++) {
      const { id } = await makeVillage(`Tetangga ${n}`, `tetangga-${n}.test`);
      await client.query('begin');
      await client.query(`select set_config('app.village_id', $1, false)`, [String(id)]);
      for (const table of REGISTER) {
        await client.query(`update copy_of_${table} set village_id = $1`, [id]);
        await client.query(`insert into ${table} select * from copy_of_${table}`);
      }
      await client.query('commit');
      // Else the planner knows the first copies only, and reads all of them for each row of the next.
      if (n % 10 === 0) await client.query('analyze');
    }
    await client.query('vacuum (analyze)');
  });
  return database.asOwner(async (client) => {
    const { rows } = await client.query<{ n: string }>(
      `select reltuples::bigint as n from pg_class where oid = 'resident'::regclass`,
    );
    return Number(rows[0]!.n);
  });
}

import { sql } from 'kysely';
import { listArchive } from '../src/lib/server/letters/index.ts';
import { withVillage } from '../src/lib/server/platform/index.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

const rounds = 20;
const nothing = {
  ...{ search: '', kind: '', state: '', type: '', signer: '' },
  ...{ classification: '', from: '', until: '', page: 1 },
};

/** Finding letters by their words among so many: in the use-case, one kind of question at a time. */
export async function measureArchive(bench: Bench, count: number): Promise<void> {
  const { village, officers } = bench;
  await writeLetters(bench, count);
  const questions: [string, Partial<typeof nothing>][] = [
    ['the latest', {}],
    ['a frequent word', { search: 'undangan' }],
    ['two words', { search: 'undangan posyandu' }],
    ['the beginning of a word', { search: 'musy' }],
    ['a rare word', { search: 'istimewa' }],
    ['a word nobody wrote', { search: 'zqwertyu' }],
    ['a part of a number', { search: '99321' }],
    ['a word, a kind and days', { search: 'laporan', kind: 'outgoing', from: '2024-01-01' }],
  ];
  for (const [what, asked] of questions) {
    const sample: number[] = [];
    let total = 0;
    for (let i = 0; i < rounds; i++) {
      const started = performance.now();
      ({ total } = await withVillage(village.id, (tx) =>
        listArchive(tx, village, officers.operator, { ...nothing, ...asked }),
      ));
      sample.push(performance.now() - started);
    }
    tell(
      `archive: ${what}`,
      `median ${percentile(sample, 0.5).toFixed(1)} ms, p95 ${percentile(sample, 0.95).toFixed(1)} ms (${total.toLocaleString('id-ID')} found)`,
    );
  }
}

/** Letters of the office over nine years, in one statement: the archive's triggers take them up. */
async function writeLetters({ village, officers: { operator } }: Bench, count: number) {
  await withVillage(village.id, (tx) =>
    sql`
      insert into outgoing_mail (village_id, counter, year, sequence, number, classification, mail_date,
        recipient, subject, signer, note, registered_by, registered_at)
      select ${village.id}::int, 'village', 2018 + n % 9, 100000 + n, '400.10.2/' || n || '/BTP/' || 2018 + n % 9,
        '400.10.2', make_date(2018 + n % 9, 1 + n % 12, 1 + n % 28),
        (array['Camat Taliwang', 'Ketua RT', 'Puskesmas Taliwang', 'Kader posyandu', 'Ketua BPD'])[1 + n % 5],
        (array['Undangan', 'Permohonan', 'Laporan', 'Pemberitahuan'])[1 + n % 4] || ' ' ||
        (array['musyawarah desa', 'kerja bakti', 'posyandu balita', 'penyaluran bantuan', 'rapat anggaran',
          'pelatihan kader', 'pendataan warga'])[1 + n % 7] ||
        case when n % 20000 = 0 then ' istimewa' else '' end || ' tahap ' || n % 90,
        'ABDUL RAHMAN', '', ${operator.staffId}::uuid, now()
      from generate_series(1, ${count}::int) n`.execute(tx),
  );
}

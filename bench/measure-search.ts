import { withVillage } from '../src/lib/server/platform/index.ts';
import { searchResidents } from '../src/lib/server/population/index.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

const rounds = 20;

/** The office's search over everyone imported before: in the use-case, one kind of question at a time. */
export async function measureSearch(bench: Bench): Promise<void> {
  const search = (typed: string, more = {}) =>
    withVillage(bench.village.id, (tx) =>
      searchResidents(tx, bench.officers.operator, { search: typed, page: 1, ...more }),
    );
  const { items } = await search('');
  const someone = items[37]!;
  const slipped = `${someone.name.slice(0, 3)}${someone.name.slice(4)}X`;
  const questions: [string, string, object?][] = [
    ['a whole name', someone.name],
    ['a frequent first name', 'siti'],
    ['two parts of a name', 'mu ham'],
    ['two letters', 'si'],
    ['a name with slips', slipped],
    ['a name nobody has', 'zqwertyu plokij'],
    ['nine digits of a number', '520702470'],
    ['four digits of a number', '0601'],
    ['everyone, narrowed', '', { sex: 2, bornFrom: '1990-01-01', bornUntil: '1999-12-31' }],
    ['everyone', ''],
  ];
  for (const [what, typed, more] of questions) {
    const sample: number[] = [];
    let total = 0;
    for (let i = 0; i < rounds; i++) {
      const started = performance.now();
      ({ total } = await search(typed, more));
      sample.push(performance.now() - started);
    }
    tell(
      `search: ${what}`,
      `median ${percentile(sample, 0.5).toFixed(1)} ms, p95 ${percentile(sample, 0.95).toFixed(1)} ms (${total.toLocaleString('id-ID')} found)`,
    );
  }
}

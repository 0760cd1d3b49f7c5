/**
 * Writes a population spreadsheet of made-up people:
 *   node scripts/make-spreadsheet.ts 5000 penduduk.xlsx [--xls] [--mess] [--seed 1]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generatePeople } from '../src/lib/server/population/generated/generate-people.ts';
import { messUp } from '../src/lib/server/population/generated/mess-up.ts';
import { writeSpreadsheet } from '../src/lib/server/population/generated/write-spreadsheet.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    xls: { type: 'boolean', default: false },
    mess: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
});
const [count, file] = positionals;
if (!/^\d+$/.test(count ?? '') || file === undefined) {
  console.error('usage: make-spreadsheet.ts COUNT FILE [--xls] [--mess] [--seed N]');
  process.exit(2);
}

const people = [
  ...generatePeople({
    count: Number(count),
    ...(values.seed !== undefined && { seed: Number(values.seed) }),
  }),
];
const messy = values.mess ? messUp(people) : undefined;
writeFileSync(file, writeSpreadsheet(messy?.rows ?? people, { ...messy?.layout, xls: values.xls }));
console.log(`${file}: ${people.length} people${messy ? `, ${messy.spoiled} rows spoiled` : ''}`);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  searchable,
  type Classification,
  type SearchableCode,
} from '#lib/domain/find-classifications.ts';
import { projectRoot } from '#lib/server/platform/index.ts';

const lists = { '2022': 'permendagri-83-2022', '2012': 'permendagri-78-2012' } as const;

let loaded: readonly SearchableCode[] | undefined;

/** The ministry's lists, that in force first. What they hold and lack: docs/letter-types.md. */
export function shippedCodes(): readonly SearchableCode[] {
  loaded ??= (Object.keys(lists) as (keyof typeof lists)[]).flatMap((list) =>
    searchable(readList(list)),
  );
  return loaded;
}

function readList(list: keyof typeof lists): Classification[] {
  const file = join(projectRoot(), 'letter-types', 'codes', `${lists[list]}.tsv`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [code = '', name = ''] = line.split('\t');
      return { code, name, list };
    });
}

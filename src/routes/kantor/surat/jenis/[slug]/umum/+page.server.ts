import { changeFacts, factsOf } from '#lib/domain/edit-letter-facts.ts';
import { letterGroups, type LetterType } from '#lib/domain/letter-type.ts';
import { askable } from '#lib/domain/person-details.ts';
import { MARITAL_STATUS } from '#lib/domain/reference-codes.ts';
import { findClassifications } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { editing, loadType } from '../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

const options = (named: Readonly<Record<string, string>>) =>
  Object.entries(named).map(([value, label]) => ({ value, label }));

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  const { classification } = opened.type;
  const codes = await withVillage(event.locals.village.id, (tx) =>
    findClassifications(tx, neighbourhood(classification), mostCodes),
  );
  return {
    head,
    saved: event.url.searchParams.has('disimpan'),
    facts: factsOf(opened.type),
    choices: {
      group: options(letterGroups),
      ask: options(askable),
      marital: MARITAL_STATUS.entries.map(({ code, label }) => ({ value: String(code), label })),
      until: untilOptions(opened.type),
    },
    codes: codes.map(({ code }) => code),
    codeName: codes.find(({ code }) => code === classification)?.name ?? '',
  };
};

/** So many codes are offered while one types. */
const mostCodes = 60;

/** What codes beside this one begin with: "500.2.2" of "500.2.2.4". */
const neighbourhood = (code: string) => code.split('.').slice(0, -1).join('.') || code;

/** The days that were asked for, after which a letter may end. */
const untilOptions = ({ fields }: LetterType) =>
  fields
    .filter(({ required }) => required)
    .flatMap(({ type, key, label }) => {
      if (type === 'date') return [{ value: key, label }];
      if (type !== 'period') return [];
      return [{ value: `${key}.until`, label: `${label}, hari terakhir` }];
    });

export const actions: Actions = {
  default: editing('umum', changeFacts, () => 'umum?disimpan=1'),
};

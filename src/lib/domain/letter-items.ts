import { type Fields, isBlank, lastItem, type RawAnswers, shownRows } from './letter-questions.ts';
import type { GroupField } from './letter-type.ts';

/** The items of a letter's groups: more, fewer, in order. */

export const groupsOf = ({ fields }: Fields) =>
  fields.filter((field): field is GroupField => field.type === 'group');

/** The answers with one more blank item in the group of that key. */
export function addItem(type: Fields, raw: RawAnswers, key: string): Record<string, string> {
  const group = groupsOf(type).find((one) => one.key === key);
  const kept = present(raw);
  if (!group) return kept;
  return { ...kept, [`${key}.rows`]: String(Math.min(group.max, shownRows(group, raw) + 1)) };
}

/** The answers without one item of a group; those after it move up. `path` is `heirs.2`. */
export function removeItem(type: Fields, raw: RawAnswers, path: string): Record<string, string> {
  const [key = '', number = ''] = path.split('.');
  const group = groupsOf(type).find((one) => one.key === key);
  if (!group) return present(raw);
  const gone = Number(number);
  const rest = rearranged(raw, key, (item) =>
    item === gone ? undefined : item > gone ? item - 1 : item,
  );
  return { ...rest, [`${key}.rows`]: String(Math.max(group.min, shownRows(group, raw) - 1)) };
}

/** The answers with blank items gone from between the others. */
export function closeGaps(type: Fields, raw: RawAnswers): Record<string, string> {
  let answers = present(raw);
  for (const { key } of groupsOf(type)) {
    const last = lastItem(key, answers);
    const used = Array.from({ length: last }, (_, index) => index + 1).filter(
      (item) => !isBlank(answers, `${key}.${item}`),
    );
    answers = rearranged(answers, key, (item) => {
      const place = used.indexOf(item);
      return place < 0 ? undefined : place + 1;
    });
  }
  return answers;
}

const present = (raw: RawAnswers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function rearranged(
  raw: RawAnswers,
  key: string,
  place: (item: number) => number | undefined,
): Record<string, string> {
  const moved: Record<string, string> = {};
  for (const [path, value] of Object.entries(present(raw))) {
    const item = new RegExp(`^${key}\\.(\\d{1,2})\\.(.+)$`).exec(path);
    if (!item) moved[path] = value;
    else {
      const to = place(Number(item[1]));
      if (to !== undefined) moved[`${key}.${to}.${item[2]}`] = value;
    }
  }
  return moved;
}

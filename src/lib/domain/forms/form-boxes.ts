/** What stands in the little boxes of official forms, a character each; an empty one is ''. */
export type Boxes = string[];

/**
 * `text` in `count` boxes, from the left. What is longer than its boxes is left out altogether: a
 * number cut short would be a wrong number, and empty boxes can be filled with a pen.
 */
export function boxes(text: string, count: number): Boxes {
  const characters = [...text.trim()];
  const kept = characters.length > count ? [] : characters;
  return Array.from({ length: count }, (_, index) => kept[index]?.trim() ?? '');
}

/** A NIK or the number of a family card: sixteen digits, or nothing. */
export const longNumber = (text: string): Boxes => boxes(/^[\d•]{16}$/u.test(text) ? text : '', 16);

/** A number in so many boxes, zeros before it; nothing where it is not known. */
export const padded = (number: string | number | null, count: number): Boxes =>
  boxes(
    /^\d+$/.test(String(number ?? '')) && String(Number(number)).length <= count
      ? String(Number(number)).padStart(count, '0')
      : '',
    count,
  );

/** A day (`YYYY-MM-DD`) as forms ask for it. */
export interface DayBoxes {
  day: Boxes;
  month: Boxes;
  year: Boxes;
}

export function dayBoxes(date: string | null): DayBoxes {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date ?? '') ?? [];
  return { day: boxes(day, 2), month: boxes(month, 2), year: boxes(year, 4) };
}

/** Indonesian phone number without the country's code: +6281234567890 is 081234567890. */
export const phoneBoxes = (phone: string, count = 13): Boxes =>
  boxes(phone.replace(/^\+62/, '0').replace(/\D/g, ''), count);

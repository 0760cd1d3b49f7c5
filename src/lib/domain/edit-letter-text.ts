import { type Draft, put, withFront, type Written } from './letter-edit.ts';
import type { LetterType } from './letter-type.ts';
import type { TypedForm } from './typed-form.ts';

/** The form of a letter's words: its text, to whom it is written, who signs beside the head. */
export const textFormOf = ({
  body,
  addressee,
  cosigners,
  endorsers,
}: LetterType): Record<string, string> => ({
  body,
  addressee: addressee.join('\n'),
  cosigners: cosigners.map(cosignerLine).join('\n'),
  endorsers: endorsers.map(({ title, position }) => `${title} | ${position}`).join('\n'),
});

/** Writes what that form says. A co-signer is a line: "Saksi I | {{…}} | meterai". */
export function changeText(draft: Draft, typed: TypedForm): Draft {
  const { front } = withFront(draft, (written) => {
    put(written, 'addressee', typed.lines('addressee'));
    put(written, 'cosigners', typed.lines('cosigners').map(cosignerFrom));
    put(written, 'endorsers', typed.lines('endorsers').map(endorserFrom));
  });
  return { front, body: typed.text('body') };
}

/** What may stand after the name: room for a stamp, a row of one's own, all of a group. */
const marks = { stampDuty: 'meterai', alone: 'baris sendiri', each: 'semua' } as const;

function cosignerLine({
  title,
  name,
  stampDuty,
  alone,
  each,
}: LetterType['cosigners'][number]): string {
  const said = [
    each && `${marks.each} ${each}`,
    stampDuty && marks.stampDuty,
    alone && marks.alone,
  ].filter(Boolean);
  return [title, ...(name || said.length ? [name] : []), ...said].join(' | ');
}

const partsOf = (line: string) => line.split('|').map((part) => part.trim());

function cosignerFrom(line: string): Written {
  const [title = '', name = '', ...said] = partsOf(line);
  const says = (mark: string) => said.some((one) => one.toLowerCase() === mark);
  const each = said
    .map((one) => new RegExp(`^${marks.each}\\s+(\\S+)$`, 'i').exec(one)?.[1])
    .find(Boolean);
  return {
    title,
    ...(name && { name }),
    ...(says(marks.stampDuty) && { stampDuty: true }),
    ...(says(marks.alone) && { alone: true }),
    ...(each && { each }),
  };
}

function endorserFrom(line: string): Written {
  const [title = '', position = ''] = partsOf(line);
  return { title, position };
}

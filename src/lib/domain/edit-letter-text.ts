import { type Draft, put, withFront, type Written } from './letter-edit.ts';
import type { LetterType } from './letter-type.ts';
import type { TypedForm } from './typed-form.ts';

/** The form of a letter's words: its text, to whom it is written, who signs beside the head. */
export const textFormOf = ({ body, addressee, cosigners }: LetterType): Record<string, string> => ({
  body,
  addressee: addressee.join('\n'),
  cosigners: cosigners
    .map(({ title, name, stampDuty }) =>
      [title, ...(name || stampDuty ? [name] : []), ...(stampDuty ? ['meterai'] : [])].join(' | '),
    )
    .join('\n'),
});

/** Writes what that form says. A co-signer is a line: "Saksi I | {{…}} | meterai". */
export function changeText(draft: Draft, typed: TypedForm): Draft {
  const { front } = withFront(draft, (written) => {
    put(written, 'addressee', typed.lines('addressee'));
    put(written, 'cosigners', typed.lines('cosigners').map(cosignerFrom));
  });
  return { front, body: typed.text('body') };
}

function cosignerFrom(line: string): Written {
  const [title = '', name = '', stamp = ''] = line.split('|').map((part) => part.trim());
  return {
    title,
    ...(name && { name }),
    ...(/^meterai$/i.test(stamp) && { stampDuty: true }),
  };
}

import { type Draft, numeric, put, withFront, type Written } from './letter-edit.ts';
import type { LetterType } from './letter-type.ts';
import { codeFrom, labelOf, MARITAL_STATUS } from './reference-codes.ts';
import type { TypedForm } from './typed-form.ts';

/** Who handles a letter before the head signs it, as the form offers it. */
const chains = {
  head: [],
  official: [{ role: 'official', does: 'draft' }],
  secretary: [{ role: 'secretary', does: 'review' }],
  both: [
    { role: 'official', does: 'draft' },
    { role: 'secretary', does: 'review' },
  ],
} as const satisfies Record<string, LetterType['chain']>;
const signs = { role: 'head', does: 'sign' } as const;

/** Which of them a type has; undefined for another one, which the form leaves as it is. */
function chainKey({ chain }: Pick<LetterType, 'chain'>): keyof typeof chains | undefined {
  const text = JSON.stringify(chain);
  return (Object.keys(chains) as (keyof typeof chains)[]).find(
    (key) => JSON.stringify([...chains[key], signs]) === text,
  );
}

/** The form of a type's general facts, by the names of its fields. */
export function factsOf(type: LetterType): Record<string, string | string[]> {
  const { validity, service, subject } = type;
  const kind = validity === 'none' ? 'none' : Object.keys(validity)[0]!;
  const count = validity !== 'none' && !('untilField' in validity) && Object.values(validity)[0];
  return {
    name: type.name,
    title: type.title,
    code: type.code,
    purpose: type.purpose,
    keywords: type.keywords.join(', '),
    group: type.group,
    selfService: type.selfService,
    'subject.family': subject.family ? ['ya'] : [],
    'subject.marital': (subject.marital ?? []).map(String),
    'subject.minAge': subject.minAge === undefined ? '' : String(subject.minAge),
    forMany: type.forMany ? ['ya'] : [],
    event: type.event ?? '',
    ask: type.ask,
    classification: type.classification,
    validity: kind,
    'validity.count': count ? String(count) : '',
    'validity.untilField':
      validity !== 'none' && 'untilField' in validity ? validity.untilField : '',
    signature: type.signature,
    acknowledged: type.acknowledged ? ['ya'] : [],
    chain: chainKey(type) ?? 'kept',
    workingDays: String(type.workingDays),
    'service.requirements': service.requirements.join('\n'),
    'service.procedure': service.procedure.join('\n'),
    'service.cost': service.cost,
    'service.product': service.product,
    'service.complaints': service.complaints,
  };
}

/** Writes what the form of the general facts says. */
export const changeFacts = (draft: Draft, typed: TypedForm): Draft =>
  withFront(draft, (front) => {
    for (const key of ['name', 'title', 'purpose', 'group', 'selfService', 'signature'])
      put(front, key, typed.line(key));
    put(front, 'code', typed.line('code').toUpperCase());
    put(front, 'classification', typed.line('classification'));
    const keywords = typed.line('keywords').split(',');
    put(front, 'keywords', keywords.map((word) => word.trim()).filter(Boolean));
    put(front, 'forMany', typed.all('forMany').length ? true : undefined);
    put(front, 'event', typed.line('event'));
    put(front, 'ask', typed.all('ask'));
    put(front, 'acknowledged', typed.all('acknowledged').length ? true : undefined);
    put(front, 'workingDays', numeric(typed.line('workingDays')));
    front.subject = subjectFrom(typed);
    front.validity = validityFrom(typed);
    const chain = typed.line('chain');
    if (Object.hasOwn(chains, chain))
      front.chain = [...chains[chain as keyof typeof chains], signs];
    front.service = {
      requirements: typed.lines('service.requirements'),
      procedure: typed.lines('service.procedure'),
      cost: typed.line('service.cost'),
      product: typed.line('service.product'),
      complaints: typed.line('service.complaints'),
    };
  });

function subjectFrom(typed: TypedForm): Written {
  const subject: Written = { family: typed.all('subject.family').length > 0 };
  const statuses = typed.all('subject.marital').map((code) => {
    const known = codeFrom(MARITAL_STATUS, code);
    return known === undefined ? code : labelOf(MARITAL_STATUS, known).toLowerCase();
  });
  put(subject, 'marital', statuses);
  put(subject, 'minAge', numeric(typed.line('subject.minAge')));
  return subject;
}

function validityFrom(typed: TypedForm): unknown {
  const kind = typed.line('validity');
  if (kind === 'untilField') return { untilField: typed.line('validity.untilField') };
  if (kind !== 'months' && kind !== 'days') return 'none';
  return { [kind]: numeric(typed.line('validity.count')) ?? '' };
}

import { z } from 'zod';
import { formCodes } from './forms/form-codes.ts';
import { type Askable, askable, personDetails } from './person-details.ts';
import {
  dayBound,
  key,
  questionKey,
  regularExpression,
  sentence,
  words,
} from './letter-type-parts.ts';
import { paperNames } from './papers.ts';
import { codeFrom, MARITAL_STATUS } from './reference-codes.ts';

/** Groups under which letters are offered, in this order. */
export const letterGroups = {
  kependudukan: 'Kependudukan',
  keluarga: 'Keluarga dan pernikahan',
  usaha: 'Usaha dan pekerjaan',
  bantuan: 'Sekolah, kesehatan, dan bantuan',
  tanah: 'Tanah, waris, dan jual beli',
  umum: 'Surat lain',
} as const;
export type LetterGroup = keyof typeof letterGroups;

/** Asked only when an earlier question of the same form (or item) was answered so. */
const condition = z.strictObject({
  field: key,
  /** The answers that call for it (a choice's values); any answer when absent. */
  is: z
    .union([z.string(), z.array(z.string()).min(1)])
    .transform((written) => [written].flat())
    .optional(),
});

const asked = {
  key: questionKey,
  label: words,
  /** Under the label: what is meant, where to find it. */
  hint: sentence.optional(),
  required: z.boolean().default(true),
  when: condition.optional(),
  /** Specific personal data (UU 27/2022): masked where it is not needed. */
  sensitive: z.boolean().default(false),
  /** Asked for the office only: never printed on the letter. */
  officeOnly: z.boolean().default(false),
};
const common = {
  ...asked,
  /** A good answer, shown as help and used for the sample letter. */
  example: words,
};
const length = z.int().min(1).max(2000);

/** A question with one answer. */
const plainFields = [
  z.strictObject({
    ...common,
    type: z.literal('text'),
    minLength: length.default(2),
    maxLength: length.default(120),
    pattern: regularExpression.optional(),
    /** What to write instead, said when `pattern` does not fit: a whole sentence. */
    patternHint: sentence.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('longtext'),
    minLength: length.default(5),
    maxLength: length.default(500),
  }),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    min: z.int().min(0).default(0),
    max: z.int().min(0).default(1_000_000),
    /** What is counted, for instance "orang". */
    unit: words.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('money'),
    min: z.int().min(0).default(0),
    max: z.int().min(0).default(100_000_000_000),
  }),
  z.strictObject({
    ...common,
    type: z.literal('date'),
    min: dayBound.optional(),
    max: dayBound.optional(),
  }),
  /** A month of a year, or the year alone. */
  z.strictObject({
    ...common,
    type: z.literal('month'),
    min: dayBound.optional(),
    max: dayBound.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('choice'),
    choices: z
      .array(
        z.strictObject({
          value: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a word in small letters'),
          label: words,
          /** How the letter says it, where that differs from the form. */
          text: words.optional(),
        }),
      )
      .min(2)
      .max(30),
    /** Allows an answer of one's own beside them: the question that asks for it. */
    other: words.optional(),
  }),
  z.strictObject({ ...common, type: z.literal('phone') }),
  /** A number that names something: NIK, NISN, an account. Written with any signs between. */
  z.strictObject({
    ...common,
    type: z.literal('digits'),
    minLength: length.default(1),
    maxLength: length.default(30),
  }),
  /** An hour of the day. */
  z.strictObject({ ...common, type: z.literal('time') }),
] as const;
const plainFieldSchema = z.discriminatedUnion('type', plainFields);
export type PlainField = z.infer<typeof plainFieldSchema>;

/** What is asked of a person, for instance `name`; `nik?` may be left open. */
const asks = z
  .array(
    z.string().regex(new RegExp(`^(${personDetails.join('|')})\\??$`), 'is no detail of a person'),
  )
  .min(1);
/** Whose data may be taken over from the register by a resident: the own family's. */
const takenFrom = z.enum(['family', 'nobody']).default('nobody');

/** A question of the form. */
export const letterFieldSchema = z.discriminatedUnion('type', [
  ...plainFields,
  /** The first day and the last. */
  z.strictObject({
    ...asked,
    type: z.literal('period'),
    min: dayBound.optional(),
    max: dayBound.optional(),
  }),
  /** Somebody else: taken from the register, or written by hand. */
  z.strictObject({
    ...asked,
    type: z.literal('person'),
    asks: asks.default(['name', 'nik', 'birthPlace', 'birthDate', 'sex', 'occupation', 'address']),
    from: takenFrom,
  }),
  /** The same questions several times over: heirs, companions, witnesses. */
  z.strictObject({
    ...asked,
    type: z.literal('group'),
    /** What one of them is called: "ahli waris". */
    item: words,
    min: z.int().min(0).max(20).default(1),
    max: z.int().min(1).max(40).default(10),
    /** Asked first, where each is a person. */
    asks: asks.optional(),
    from: takenFrom,
    of: z.array(plainFieldSchema).max(12).default([]),
  }),
]);
export type LetterField = z.infer<typeof letterFieldSchema>;
export type PeriodField = Extract<LetterField, { type: 'period' }>;
export type PersonField = Extract<LetterField, { type: 'person' }>;
export type GroupField = Extract<LetterField, { type: 'group' }>;

/** Somebody who signs beside the head of the village; texts in the Markdown of letter-text.ts. */
const cosignerSchema = z.strictObject({
  /**
   * Above the signature: "Saksi I"; above the list of them with `each`. Who has none, by a condition in
   * it, does not sign.
   */
  title: words,
  /** Under it, for instance `{{subject.name}}`; a dotted line where there is none. */
  name: z.string().max(200).default(''),
  /** Room for a stamp of Rp10.000 (UU 10/2020); in a list for one, with the first. */
  stampDuty: z.boolean().default(false),
  /** In a row of its own, on the right: whose statement it is. Others stand two beside each other. */
  alone: z.boolean().default(false),
  /** Everybody in the group of this key signs, in a list of names; `name` is of an item: `{{item.name}}`. */
  each: key.optional(),
});

/** An office above the village that takes note of the letter, in ink and in a register of its own. */
const endorserSchema = z.strictObject({
  /** Above its office: "Mengetahui", "Dikuatkan oleh". */
  title: words,
  /** Its office, for instance `{{village.districtHead}}`. */
  position: words,
});

const formCode = z.enum(formCodes);
/** An official form that goes along: its code alone, or with what calls for it. */
const carriedForm = z.union([
  formCode.transform((form) => ({ form, when: undefined, under: undefined })),
  z.strictObject({
    form: formCode,
    when: condition.optional(),
    /** Only where the subject is younger than so many years on the letter's day. */
    under: z.int().min(1).max(120).optional(),
  }),
]);

const letterRequirementSchema = z.strictObject({
  key,
  label: words,
  hint: sentence.optional(),
  required: z.boolean().default(true),
  accepts: z
    .array(z.enum(['picture', 'pdf']))
    .min(1)
    .default(['picture', 'pdf']),
  /** Not asked of residents of this village: the office has the same in its register. */
  skippedWhenInRegister: z.boolean().default(false),
  /** The paper it is, where the key does not say so: what the village holds of it is offered again. */
  paper: z.enum(paperNames).optional(),
  /** The introduction by the head of the RT or RW: a village may have it given on screen instead. */
  by: z.literal('neighbourhood').optional(),
});
/** A document that must be brought along. */
export type LetterRequirement = z.infer<typeof letterRequirementSchema>;

const maritalStatus = z.union([z.string(), z.number()]).transform((written, context) => {
  const code = codeFrom(MARITAL_STATUS, written);
  if (code !== undefined) return code;
  context.addIssue(`${written} is no marital status`);
  return z.NEVER;
});

export const letterTypeSchema = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  /** Begins the references of its requests: "SKU" in SKU-7K4P-2M9R. */
  code: z.string().regex(/^[A-Z]{2,6}$/),
  name: words,
  /** As printed on the letter. */
  title: words,
  /** One plain sentence: what a resident needs it for. */
  purpose: sentence,
  keywords: z.array(words).min(1).max(30),
  group: z.enum(Object.keys(letterGroups) as [LetterGroup, ...LetterGroup[]]),
  /** Place among the most asked, from 1. */
  order: z.int().min(1).max(999),
  /**
   * green: says only what the register holds; yellow: an officer checks what the resident says;
   * red: the resident is asked to come, nothing is issued from afar; office: for the office's own
   * people, neither offered to residents nor published.
   */
  selfService: z.enum(['green', 'yellow', 'red', 'office']),
  subject: z.strictObject({
    /** Whether it may be asked for a member of one's own family (KK). */
    family: z.boolean(),
    /** Marital statuses it is for, by code or word; all when absent. */
    marital: z.array(maritalStatus).min(1).optional(),
    minAge: z.int().min(0).max(120).optional(),
  }),
  /**
   * The event (mutasi) that an approved letter proposes to the office. Questions whose keys are
   * those of the event's details (event-rules.ts) fill it in, `occurredOn` its day.
   */
  event: z.enum(['birth', 'death', 'arrival', 'departure']).optional(),
  /**
   * Whether it may be made for a list of residents at once (letter-batch.ts): every question has one
   * answer that is right for all of them.
   */
  forMany: z.boolean().default(false),
  fields: z.array(letterFieldSchema).max(40),
  /**
   * What the letter cannot do without: asked of whoever files where the register has none. Anything
   * else that is missing is printed as a dotted line.
   */
  ask: z.array(z.enum(Object.keys(askable) as [Askable, ...Askable[]])).default([]),
  requirements: z.array(letterRequirementSchema).max(15),
  /** The official form that is this letter: typeset in place of a text of its own. */
  form: formCode.optional(),
  /** Official forms that follow the letter, in the same document. */
  forms: z.array(carriedForm).max(12).default([]),
  /** Default classification code (Permendagri 83/2022); the village may set its own. */
  classification: z.string().regex(/^\d{1,3}(\.\d{1,3}){0,5}$/),
  /** How long the letter is good: from its date, until a date that was answered, or without end. */
  validity: z.union([
    z.strictObject({ months: z.int().min(1).max(60) }),
    z.strictObject({ days: z.int().min(1).max(366) }),
    /** The question for a day, or an end of a period: `trip.until`. */
    z.strictObject({
      untilField: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}([.](from|until))?$/, 'names no day'),
    }),
    z.literal('none'),
  ]),
  /** wet: printed and signed by hand, collected at the office. */
  signature: z.enum(['electronic', 'wet']),
  /** Over the head's signature: a statement of somebody else, which the village only takes note of. */
  acknowledged: z.boolean().default(false),
  /** To whom it is written, a line each; texts in the Markdown of letter-text.ts. */
  addressee: z.array(z.string().trim().min(1).max(200)).max(6).default([]),
  cosigners: z.array(cosignerSchema).max(6).default([]),
  endorsers: z.array(endorserSchema).max(2).default([]),
  chain: z
    .array(
      z.strictObject({
        role: z.enum(['official', 'secretary', 'head']),
        does: z.enum(['draft', 'review', 'sign']),
      }),
    )
    .min(1)
    .max(6),
  workingDays: z.int().min(0).max(60),
  /** The published components of a service standard (UU 25/2009 article 21). */
  service: z.strictObject({
    requirements: z.array(sentence).min(1),
    procedure: z.array(sentence).min(2),
    cost: sentence,
    product: sentence,
    complaints: sentence,
  }),
  /** The letter's text, in the Markdown of letter-text.ts; empty where a form is the letter. */
  body: z.string().max(20_000),
});

/** Everything about one kind of letter; plain data, kept with every request that was filed on it. */
export type LetterType = z.infer<typeof letterTypeSchema>;

/** Whether residents may see it: all that is not for the office's own people. */
export const isPublic = (type: Pick<LetterType, 'selfService'>) => type.selfService !== 'office';

/** The documents to bring along for this person. */
export const requirementsFor = (type: LetterType, inRegister: boolean): LetterRequirement[] =>
  type.requirements.filter((one) => !(inRegister && one.skippedWhenInRegister));

/** The requirement of a type that the head of the RT or RW gives, if it has one. */
export const introductionOf = ({ requirements }: Pick<LetterType, 'requirements'>) =>
  requirements.find(({ by }) => by === 'neighbourhood');

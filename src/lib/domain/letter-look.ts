import { z } from 'zod';

/** Which arms stand at a side of the letterhead. */
export const letterheadLogos = ['village', 'regency', 'none'] as const;
export type LetterheadLogo = (typeof letterheadLogos)[number];

/** Typefaces that are shipped, with the face whose widths each has. */
export const letterFonts = { Arimo: 'Arial', Tinos: 'Times New Roman' } as const;
export type LetterFont = keyof typeof letterFonts;

export const letterSizes = [10.5, 11, 11.5, 12] as const;

/** What a margin may be, in mm: never so narrow that a printer cuts it off or a hole goes through words. */
export const marginLimits = {
  top: { min: 10, max: 40, usual: 15 },
  right: { min: 15, max: 30, usual: 20 },
  bottom: { min: 20, max: 35, usual: 25 },
  left: { min: 20, max: 40, usual: 30 },
} as const;
export type MarginSide = keyof typeof marginLimits;

/** Room for pen and stamp, in mm. */
export const penLimits = { min: 16, max: 40, usual: 26 } as const;

/** How many lines a letterhead has above the name, and below it. */
export const mostLines = 3;

const line = z.string().min(1).max(120);
const margin = (side: MarginSide) => {
  const { min, max, usual } = marginLimits[side];
  return z.number().min(min).max(max).catch(usual);
};

const look = z.object({
  /** Lines above the name; null: regency and district. */
  above: z.array(line).max(mostLines).nullable().catch(null),
  /** The largest line; null: the village's name. */
  name: line.nullable().catch(null),
  /** Lines below; null: address and contacts. */
  address: z.array(line).max(mostLines).nullable().catch(null),
  left: z.enum(letterheadLogos).catch('village'),
  right: z.enum(letterheadLogos).catch('none'),
  rule: z.enum(['double', 'single']).catch('double'),
  font: z.enum(Object.keys(letterFonts) as [LetterFont, ...LetterFont[]]).catch('Arimo'),
  size: z.number().min(10.5).max(12).catch(11),
  margins: z
    .object({
      top: margin('top'),
      right: margin('right'),
      bottom: margin('bottom'),
      left: margin('left'),
    })
    .catch({ top: 15, right: 20, bottom: 25, left: 30 }),
  /** Where the head's signature stands. */
  signature: z.enum(['right', 'left']).catch('right'),
  pen: z.number().min(penLimits.min).max(penLimits.max).catch(penLimits.usual),
  /** Whether NIP or NIAP is printed under the name. */
  employeeNumber: z.boolean().catch(true),
  /** Words at the foot of each page; null: the region code. */
  footer: line.nullable().catch(null),
});

/** How a village's letters look. Customary values are in docs/letter-types.md. */
export type LetterLook = z.infer<typeof look>;

/** A look as it was kept; whatever is missing or past its limits is as usual. */
export const readLetterLook = (kept: unknown): LetterLook => {
  const read = look.safeParse(kept);
  return read.success ? read.data : usualLook;
};

export const usualLook: LetterLook = look.parse({});

import { z } from 'zod';
import { isResidentColumn, type ResidentColumn } from '#lib/domain/resident-fields.ts';

const column = z.custom<ResidentColumn>(
  (name) => typeof name === 'string' && isResidentColumn(name),
);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A wish while it is written: what was typed, right or wrong. */
export interface DraftWish {
  field: ResidentColumn;
  /** As the control gives it: text, code, 'YYYY-MM-DD'. */
  typed: string;
  /** The fact is not theirs: take it away. */
  clear: boolean;
}

/** A wish that was sent: what the register held, and what it should hold. */
export interface Wish {
  field: ResidentColumn;
  was: z.infer<typeof value>;
  wanted: z.infer<typeof value>;
  /** Set once the request is decided. */
  accepted?: boolean | undefined;
}

const draft = z.array(z.object({ field: column, typed: z.string(), clear: z.boolean() }));
const sent = z.array(
  z.object({ field: column, was: value, wanted: value, accepted: z.boolean().optional() }),
);

/** The wishes of a draft. */
export const draftWishes = ({ wishes }: { wishes: unknown }): DraftWish[] => draft.parse(wishes);

/** The wishes of a request that was sent. */
export const sentWishes = ({ wishes }: { wishes: unknown }): Wish[] => sent.parse(wishes);

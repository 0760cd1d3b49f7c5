import { z } from 'zod';
import { isQuick } from './quick-pattern.ts';

/** What the parts of a letter type (letter-type.ts) are made of. */

export const sentence = z.string().trim().min(3).max(400);
export const words = z.string().trim().min(1).max(120);
export const key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'must be a camelCase word');
/** Of a question: its own, or that of what the register lacks of the person (`ask` below). */
export const questionKey = z
  .string()
  .regex(/^(subject\.)?[a-z][a-zA-Z0-9]{0,39}$/, 'must be a camelCase word');
export const regularExpression = z
  .string()
  .refine((source) => {
    try {
      return Boolean(new RegExp(`^(?:${source})$`, 'u'));
    } catch {
      return false;
    }
  }, 'is not a regular expression')
  .refine(isQuick, 'may take too long');
/** A day, or the day of filing. */
export const dayBound = z.union([z.literal('today'), z.iso.date()]);

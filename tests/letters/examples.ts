import { exampleAnswers } from '../../src/lib/domain/letter-examples.ts';
import { findLetterType } from '../../src/lib/server/letters/index.ts';

/** Answers every question of a type with its example. */
export const examples = (slug: string) => exampleAnswers(findLetterType(slug)!, true);

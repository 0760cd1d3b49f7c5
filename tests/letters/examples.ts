import { exampleAnswers } from '../../src/lib/domain/letter-examples.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';

/** Answers every question of a type with its example. */
export const examples = (slug: string) => exampleAnswers(shippedTypes().get(slug)!, true);

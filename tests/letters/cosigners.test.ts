import { expect, it } from 'vitest';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { composeLetter } from '../../src/lib/server/letters/rendering/compose-letter.ts';
import {
  sampleFacts,
  sampleLetterInput,
} from '../../src/lib/server/letters/rendering/sample-facts.ts';

it('who signs may depend on an answer', () => {
  const type = shippedTypes().get('pernyataan-belum-memiliki-akta-kelahiran')!;
  const input = sampleLetterInput(type);
  const signers = (declarer: string) => {
    const facts = sampleFacts(type, { ...input.facts.answers, declarer });
    return composeLetter({ ...input, facts }).cosigners.map(({ name }) => name);
  };
  expect(signers('keluarga')).toEqual(['RAHMAT HIDAYAT', 'RAHMAT HIDAYAT', 'RAHMAT HIDAYAT']);
  expect(signers('sendiri')).toEqual(['RAHMAT HIDAYAT', 'RAHMAT HIDAYAT', 'SITI AMINAH']);
});

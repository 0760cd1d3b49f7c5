import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLog, redact } from './log.ts';

/** What is written when this is logged, as text. */
function written(...args: unknown[]): string {
  const lines: string[] = [];
  const log = makeLog('trace', { write: (line: string) => void lines.push(line) });
  log.error(...(args as [unknown, string]));
  return lines.join('');
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
const nik = fc
  .tuple(fc.integer({ min: 1, max: 9 }), digits(15))
  .map(([first, rest]) => [first, ...rest].join(''));
const pin = digits(6).map((d) => d.join(''));
const phone = fc
  .tuple(fc.constantFrom('08', '628', '+628', '0 8', '+62 8'), digits(9))
  .map(([start, rest]) => start + rest.join(''));
const spaced = fc
  .tuple(nik, fc.constantFrom(' ', '-', '.'))
  .map(([n, gap]) => n.match(/.{4}/g)!.join(gap));

/** Puts a secret somewhere into something that one might log. */
const hidden = (secret: string): fc.Arbitrary<unknown> => {
  const text = fc
    .tuple(
      fc.constantFrom('', 'nik=', 'Key (nik)=(', 'PIN', 'dari ', 'x'),
      fc.constantFrom('', ')', ' salah', ',', 'x'),
    )
    .map(([before, after]) => before + secret + after);
  const error = text.map((t) => Object.assign(new Error(t, { cause: t }), { detail: t, where: t }));
  const leaf = fc.oneof(
    text,
    error,
    text.map((t) => [t]),
    text.map((t) => new Map([[t, t]])),
  );
  return fc.letrec((tie) => ({
    thing: fc.oneof(
      { maxDepth: 9, depthIdentifier: 'thing' },
      leaf,
      tie('thing').map((v) => ({ a: v })),
      tie('thing').map((v) => [v, v]),
      tie('thing').map((v) => new Set([v])),
      text.map((t) => ({ [t]: t })),
    ),
  })).thing;
};

for (const [name, secret] of Object.entries({ nik, pin, phone, spaced })) {
  test(`whatever is logged, no ${name} is written`, () => {
    fc.assert(
      fc.property(
        secret.chain((s) => fc.tuple(fc.constant(s), hidden(s), fc.boolean())),
        ([s, thing, asMessage]) => {
          const line = asMessage ? written({ thing }, `gagal: ${s}`) : written({ thing }, 'gagal');
          expect(line).toContain('gagal');
          expect(line).not.toContain(s);
        },
      ),
    );
  });
}

test('as a number too, and as an argument of the message', () => {
  expect(written({ nik: 5207021506850001, pin: 482913, big: 5207021506850001n }, 'x')).not.toMatch(
    /5207021506850001|482913/,
  );
  expect(written('NIK %s, PIN %d', '5207021506850001', 482913)).not.toMatch(
    /5207021506850001|482913/,
  );
});

test('what says what happened stays', () => {
  const id = '01976f2e-1234-7abc-8def-123456789012';
  const line = written({ id, ms: 12, at: new Date(0), bytes: Buffer.from('482913') }, 'answered');
  expect(JSON.parse(line)).toMatchObject({
    id,
    ms: 12,
    at: '1970-01-01T00:00:00.000Z',
    bytes: '[6 bytes]',
    msg: 'answered',
  });
  expect(redact('/kantor/permohonan/SKD-7K2M-9QXA')).toBe('/kantor/permohonan/SKD-7K2M-9QXA');
});

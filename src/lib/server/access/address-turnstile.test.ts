import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { AddressTurnstile } from './address-turnstile.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one passes at once, the others one by one in the order they came (ASVS 6.1.1)', async () => {
  const turnstile = new AddressTurnstile({ gap: 1000, line: 10 });
  const passed: number[] = [];
  for (let n = 0; n < 4; n++) void turnstile.pass('10.0.0.1').then(() => passed.push(n));
  await vi.advanceTimersByTimeAsync(0);
  expect(passed).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(passed).toEqual([0, 1]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(passed).toEqual([0, 1, 2, 3]);
});

test('another address does not stand in that line', async () => {
  const turnstile = new AddressTurnstile();
  void turnstile.pass('10.0.0.1');
  void turnstile.pass('10.0.0.1');
  await turnstile.pass('10.0.0.2');
});

test('who finds the line full is told when to come back, and passes then', async () => {
  const turnstile = new AddressTurnstile({ gap: 1000, line: 2 });
  for (let n = 0; n < 3; n++) void turnstile.pass('10.0.0.1');
  const refusal = await turnstile.pass('10.0.0.1').catch((e: unknown) => e);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ kind: 'too-many', retryAfter: 2 });
  await vi.advanceTimersByTimeAsync(3000);
  await turnstile.pass('10.0.0.1');
});

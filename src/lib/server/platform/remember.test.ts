import { afterEach, expect, test, vi } from 'vitest';
import { remember } from './remember.ts';

afterEach(() => {
  vi.useRealTimers();
});

const village = { id: 1 };

test('asks once for all who ask at the same time, and again when its time is over', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const count = remember(1000, async () => ++asked);
  expect(await Promise.all([count.of(village), count.of(village)])).toEqual([1, 1]);
  vi.advanceTimersByTime(999);
  expect(await count.of(village)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await count.of(village)).toBe(2);
});

test('knows villages apart', async () => {
  const name = remember(1000, async ({ id }: { id: number }) => `desa ${id}`);
  expect([await name.of({ id: 1 }), await name.of({ id: 2 })]).toEqual(['desa 1', 'desa 2']);
});

test('forgets when told to, and what failed', async () => {
  let asked = 0;
  const count = remember(60_000, async () => {
    asked += 1;
    if (asked === 2) throw new Error('no answer');
    return asked;
  });
  expect(await count.of(village)).toBe(1);
  count.forget(village.id);
  await expect(count.of(village)).rejects.toThrow('no answer');
  expect(await count.of(village)).toBe(3);
  expect(await count.of(village)).toBe(3);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterWrongTry, allowance, closingTry, waitAfter, waitText } from './sign-in-throttle.ts';

const at = new Date('2026-11-23T00:30:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);

test('the schedule: three free, then 30 s, 1, 5, 15, 60 minutes (ASVS 6.1.1)', () => {
  const seconds = Array.from({ length: 10 }, (_, n) => waitAfter(n) / 1000);
  expect(seconds).toEqual([0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600]);
});

test('the tenth in a row closes, and no time opens it again', () => {
  fc.assert(
    fc.property(fc.integer({ min: closingTry, max: 1000 }), fc.nat(), (failures, ms) => {
      expect(allowance({ failures, lastFailureAt: at }, later(ms * 1000)).state).toBe('closed');
    }),
  );
});

test('before that, exactly the time of the schedule has to pass', () => {
  fc.assert(
    fc.property(fc.nat(9), (failures) => {
      const wait = waitAfter(failures);
      const count = { failures, lastFailureAt: at };
      expect(allowance(count, later(wait)).state).toBe('open');
      if (wait > 0)
        expect(allowance(count, later(wait - 1))).toEqual({ state: 'waiting', until: later(wait) });
    }),
  );
});

test('waits never grow shorter', () => {
  fc.assert(
    fc.property(fc.nat(12), (n) => {
      expect(waitAfter(n + 1)).toBeGreaterThanOrEqual(waitAfter(n));
    }),
  );
});

test('nobody who waits as told is sent away again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7_200_000 }), (ms) => {
      const [number, unit] = waitText(ms).split(' ') as [string, 'detik' | 'menit' | 'jam'];
      const told = Number(number) * { detik: 1000, menit: 60_000, jam: 3_600_000 }[unit];
      expect(told).toBeGreaterThanOrEqual(ms);
    }),
  );
});

test('the words say how many tries are left, and when', () => {
  expect(afterWrongTry(1)).toBe('Anda bisa mencoba lagi 2 kali.');
  expect(afterWrongTry(3)).toMatch(/menunggu 30 detik/);
  expect(afterWrongTry(4)).toBe('Tunggu 30 detik, lalu coba lagi. Masih 6 kali sebelum ditutup.');
  expect(afterWrongTry(10)).toMatch(/ditutup sampai dibuka lagi oleh kantor desa/);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentCss, accentTokens, contrast, ENOUGH, judgeAccent, readableOn } from './contrast.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('agrees with the published figures', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#0e5a44', '#0e5a44')).toBe(1);
  });

  it('is the same both ways', () => {
    fc.assert(fc.property(colour, colour, (a, b) => contrast(a, b) === contrast(b, a)));
  });

  it('always has black or white to write with', () => {
    fc.assert(fc.property(colour, (ground) => contrast(readableOn(ground), ground) >= ENOUGH));
  });
});

describe('the village’s own colour', () => {
  it('takes a dark one, in any letter case', () => {
    expect(judgeAccent(' #1D4F8F ')).toEqual({ accepted: true, accent: '#1d4f8f' });
  });

  it('refuses what cannot be read and offers the nearest that can', () => {
    const verdict = judgeAccent('#ffcc00');
    expect(verdict.accepted).toBe(false);
    if (!verdict.accepted) expect(judgeAccent(verdict.suggestion!).accepted).toBe(true);
  });

  it('keeps red for danger', () => {
    expect(judgeAccent('#a3262b')).toMatchObject({
      accepted: false,
      reason: expect.stringContaining('Merah'),
    });
  });

  it.each(['green', '#fff', '#12345g', 'url(x)', ''])('refuses %j', (text) => {
    expect(judgeAccent(text).accepted).toBe(false);
  });

  it('reads on every ground it is put on, in both themes', () => {
    fc.assert(
      fc.property(colour, (wanted) => {
        const verdict = judgeAccent(wanted);
        if (!verdict.accepted) return;
        const { light, dark } = accentTokens(verdict.accent);
        const pairs = [
          [light['on-accent'], light.accent],
          [light.accent, '#faf7f0'],
          [light.accent, light['accent-soft']],
          ['#ffffff', light.band],
          ['#ffffff', light['accent-deep']],
          [light['on-band-soft'], light.band],
          [dark['on-accent'], dark.accent],
          [dark.accent, '#1f1d17'],
          [dark.accent, dark['accent-soft']],
          ['#ffffff', dark.band],
          ['#ffffff', dark['accent-deep']],
          [dark['on-band-soft'], dark.band],
        ] as [string, string][];
        for (const [words, ground] of pairs)
          expect(contrast(words, ground), `${words} on ${ground}`).toBeGreaterThanOrEqual(ENOUGH);
      }),
    );
  });

  it('is written as a stylesheet', () => {
    expect(accentCss('#1d4f8f')).toMatch(
      /^:root:root\{--accent:#1d4f8f;.*prefers-color-scheme:dark/,
    );
  });
});

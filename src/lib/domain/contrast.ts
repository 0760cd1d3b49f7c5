/** Colours that can be read: WCAG 2.2 contrast, and the village's own colour put to that test. Pure. */

/** '#rrggbb' → its three parts, 0–255. */
function parts(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Three parts, 0–255, → '#rrggbb'. */
function hexOf(rgb: readonly number[]): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance of '#rrggbb', 0 (black) to 1 (white). */
function luminance(hex: string): number {
  const [r, g, b] = parts(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours '#rrggbb', 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour. One of them always reaches 4.5. */
export function readableOn(background: string): '#000000' | '#ffffff' {
  return contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000';
}

/** `share` of `other` mixed into `one`, 0 to 1. */
function mix(one: string, other: string, share: number): string {
  const [a, b] = [parts(one), parts(other)];
  return hexOf(a.map((part, index) => part * (1 - share) + b[index]! * share));
}

/** The least contrast for words (WCAG 1.4.3, AA). */
export const ENOUGH = 4.5;

const LIGHT_PAPER = '#f2ecdf';
const DARK_PAPER = '#1f1d17';

/** Hue in degrees and saturation 0–1. */
function hueOf(hex: string): { hue: number; saturation: number } {
  const [r, g, b] = parts(hex);
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  const span = high - low;
  if (span === 0) return { hue: 0, saturation: 0 };
  const sixth =
    high === r ? ((g - b) / span + 6) % 6 : high === g ? (b - r) / span + 2 : (r - g) / span + 4;
  return { hue: sixth * 60, saturation: span / high };
}

/** Mixes `towards` into the colour until it reads on every given ground. */
function untilReadable(hex: string, towards: string, grounds: readonly string[]): string {
  for (let share = 0; share < 1; share += 0.04) {
    const colour = mix(hex, towards, share);
    if (grounds.every((ground) => contrast(colour, ground) >= ENOUGH)) return colour;
  }
  return towards;
}

/** Whether a colour may be the village's own; if not, why, and the nearest that may. */
export type AccentVerdict =
  { accepted: true; accent: string } | { accepted: false; reason: string; suggestion?: string };

/**
 * Judges a village's own colour: '#rrggbb', dark enough for white words on it and for its words on
 * paper, and not red, which is kept for refusals and danger.
 */
export function judgeAccent(colour: string): AccentVerdict {
  const accent = colour.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(accent))
    return {
      accepted: false,
      reason: 'Tulis warna seperti #0e5a44: tanda # lalu 6 angka atau huruf a–f.',
    };
  const { hue, saturation } = hueOf(accent);
  if (saturation > 0.45 && (hue < 14 || hue > 340))
    return {
      accepted: false,
      reason: 'Merah dipakai khusus untuk penolakan dan bahaya. Pilih warna lain.',
    };
  const suggestion = untilReadable(accent, '#000000', ['#ffffff', LIGHT_PAPER]);
  if (suggestion === accent) return { accepted: true, accent };
  return {
    accepted: false,
    reason: `Warna ini terlalu terang, tulisannya sulit dibaca. Coba yang lebih tua: ${suggestion}.`,
    suggestion,
  };
}

/** Values of the style tokens (tokens.css) that follow the accent, by theme. */
export interface AccentTokens {
  light: Record<string, string>;
  dark: Record<string, string>;
}

/** The tokens for an accepted accent. Every pair of words and ground in it reaches 4.5. */
export function accentTokens(accent: string): AccentTokens {
  const deep = mix(accent, '#000000', 0.32);
  const lightSoft = mix(accent, '#ffffff', 0.88);
  const band = mix(accent, '#000000', 0.3);
  const darkSoft = mix(accent, DARK_PAPER, 0.72);
  const bright = untilReadable(mix(accent, '#ffffff', 0.55), '#ffffff', [DARK_PAPER, darkSoft]);
  return {
    light: {
      accent: untilReadable(accent, '#000000', [lightSoft]),
      'accent-deep': deep,
      'accent-soft': lightSoft,
      'on-accent': '#ffffff',
      band: accent,
      'band-deep': mix(accent, '#000000', 0.25),
      'on-band-soft': untilReadable(mix(accent, '#ffffff', 0.82), '#ffffff', [accent]),
    },
    dark: {
      accent: bright,
      'accent-deep': mix(accent, '#000000', 0.1),
      'accent-soft': darkSoft,
      'on-accent': mix(accent, '#000000', 0.75),
      band,
      'band-deep': mix(accent, '#000000', 0.5),
      'on-band-soft': untilReadable(mix(accent, '#ffffff', 0.82), '#ffffff', [band]),
    },
  };
}

/** The stylesheet that paints the house in the village's colour, on top of tokens.css. */
export function accentCss(accent: string): string {
  const { light, dark } = accentTokens(accent);
  const rules = (tokens: Record<string, string>) =>
    Object.entries(tokens)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';');
  // doubled so that it wins over tokens.css wherever that is linked
  return `:root:root{${rules(light)}}@media (prefers-color-scheme:dark){:root:root{${rules(dark)}}}`;
}

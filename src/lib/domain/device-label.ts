// The first that matches is meant: each browser also calls itself by the names after it.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bMiuiBrowser\//, 'Mi Browser'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/\bAndroid\b/, 'HP Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'komputer Windows'],
  [/\bMac OS X\b/, 'komputer Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'komputer Linux'],
];

/** A browser as its owner would know it: 'Chrome di HP Android'. From the User-Agent header. */
export function deviceLabel(userAgent: string): string {
  const find = (list: [RegExp, string][]) => list.find(([form]) => form.test(userAgent))?.[1];
  return `${find(browsers) ?? 'Peramban'} di ${find(systems) ?? 'perangkat lain'}`;
}

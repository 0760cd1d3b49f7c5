/** The one of `names` that somebody who typed `typed` most likely meant; undefined when none is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(typed.length / 4));
  let best: { name: string; steps: number } | undefined;
  for (const name of names) {
    if (name.includes('#') || Math.abs(name.length - typed.length) > most) continue;
    const steps = stepsBetween(typed.toLowerCase(), name.toLowerCase());
    if (steps <= most && (!best || steps < best.steps)) best = { name, steps };
  }
  return best?.name;
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[other.length]!;
}

/** Fewer failures than this in an hour are no matter for alarm, whatever is usual. */
const floor = 20;
const times = 5;

/**
 * Whether the failures of the last hour are five times what a village is used to.
 * @param usual failures in each earlier hour that had any
 */
export function isAlarming(lastHour: number, usual: readonly number[]): boolean {
  return lastHour >= Math.max(floor, times * median(usual));
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** One line of two texts held against each other. */
export interface DiffLine {
  kind: 'same' | 'out' | 'in';
  text: string;
}

/** The shortest way from one list of lines to another, what goes out before what comes in. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  // longest[i][j]: how many lines before[i…] and after[j…] have in common, in order
  const longest = Array.from(
    { length: before.length + 1 },
    () => new Uint16Array(after.length + 1),
  );
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      longest[i]![j] =
        before[i] === after[j]
          ? longest[i + 1]![j + 1]! + 1
          : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', text: before[i]! });
      i += 1;
      j += 1;
    } else if (
      j >= after.length ||
      (i < before.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)
    ) {
      lines.push({ kind: 'out', text: before[i]! });
      i += 1;
    } else {
      lines.push({ kind: 'in', text: after[j]! });
      j += 1;
    }
  }
  return lines;
}

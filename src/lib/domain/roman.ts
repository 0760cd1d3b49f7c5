const numerals: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/**
 * A whole number from 1 to 3999 in Roman numerals, as letter numbers write the month.
 *
 * @throws RangeError for any other number.
 */
export function toRoman(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) {
    throw new RangeError(`No Roman numeral for ${value}`);
  }
  let rest = value;
  let roman = '';
  for (const [worth, numeral] of numerals) {
    while (rest >= worth) {
      roman += numeral;
      rest -= worth;
    }
  }
  return roman;
}

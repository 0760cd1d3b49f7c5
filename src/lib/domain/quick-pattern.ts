/**
 * Whether a regular expression comes to an end soon whatever is typed. It may come in a file from
 * another village, and one that tries every way of dividing a long answer would stop the whole house.
 * So nothing that repeats is repeated, nothing refers back or looks ahead, and little is left open.
 */
export function isQuick(pattern: string): boolean {
  const bare = pattern.replace(/\\[1-9k]/g, '(?=').replace(/\\(?:[pPu]\{[^}]*\}|.)/g, 'a');
  const plain = bare.replace(/\[[^\]]*\]/g, 'a');
  const open = plain.match(/[*+]|\{\d+,\d*\}/g) ?? [];
  const optional = plain.match(/\?/g) ?? [];
  const ways = plain.match(/\|/g) ?? [];
  return (
    !/\)[*+{]/.test(plain) &&
    !/\(\?(?!:)/.test(plain) &&
    open.length <= 2 &&
    optional.length <= 8 &&
    ways.length <= 12
  );
}

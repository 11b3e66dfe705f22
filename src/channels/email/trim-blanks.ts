/**
 * Without the blanks at both ends, only space, tab, CR and LF: `trim` would also eat 0xA0, the last byte of 你 in
 * UTF-8. Linear, where `/\s+$/` is quadratic on long runs.
 */
export function trimBlanks(latin1: string): string {
  let start = 0;
  while (start < latin1.length && isBlank(latin1.charCodeAt(start))) start++;
  return trimBlanksEnd(latin1.slice(start));
}

export function trimBlanksEnd(latin1: string): string {
  let end = latin1.length;
  while (end > 0 && isBlank(latin1.charCodeAt(end - 1))) end--;
  return latin1.slice(0, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

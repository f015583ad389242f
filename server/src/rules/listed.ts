/** Names in a sentence: `a`, `a and b`, `a, b and 198 more`. */
export function listed(names: readonly string[]): string {
  const [first = 'the service', second, ...others] = names;
  if (second === undefined) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return others.length === 1 ? `${first}, ${second} and ${others[0]}` : `${first}, ${second} and ${others.length} more`;
}

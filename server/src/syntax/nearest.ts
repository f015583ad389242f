/** More than this share of a word's letters wrong is another word. */
const MOST_WRONG = 0.4;

/** The name that a mistyped one most likely stands for: fewest letters to add, drop or change; `undefined` if none is near. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name) }))
    .filter(({ name, distance }) => distance <= name.length * MOST_WRONG)
    .sort((left, right) => left.distance - right.distance);
  return best?.name;
}

/** Levenshtein's distance, a row at a time. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Lines of two texts that differ, between lines that both have. */
interface Hunk {
  /** Index of the first line, in the text before and after. */
  readonly from: number;
  readonly to: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * The difference of two texts in the unified format, without lines around it: they may hold secrets.
 * @param path what the heads of the two files say; `before` undefined is a file that is made
 * @param show how a line is shown
 */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string,
  show: (line: string) => string,
): string {
  const hunks = hunksOf(linesOf(before ?? ''), linesOf(after));
  const body = hunks.flatMap(({ from, to, removed, added }) => [
    `@@ -${range(from, removed.length)} +${range(to, added.length)} @@\n`,
    ...removed.map((line) => shownLine('-', line, show)),
    ...added.map((line) => shownLine('+', line, show)),
  ]);
  return `--- ${before === undefined ? '/dev/null' : `a/${path}`}\n+++ b/${path}\n${body.join('')}`;
}

function shownLine(mark: string, line: string, show: (line: string) => string): string {
  return line.endsWith('\n')
    ? `${mark}${show(line.slice(0, -1))}\n`
    : `${mark}${show(line)}\n\\ No newline at end of file\n`;
}

/** Lines count from 1; where none is, the line before is named. */
function range(from: number, count: number): string {
  const first = count === 0 ? from : from + 1;
  return count === 1 ? `${first}` : `${first},${count}`;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

function hunksOf(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [from, to] = [0, 0];
  for (const [keptFrom, keptTo] of [...keptLines(before, after), [before.length, after.length] as const]) {
    const [removed, added] = [before.slice(from, keptFrom), after.slice(to, keptTo)];
    if (removed.length + added.length > 0) hunks.push({ from, to, removed, added });
    [from, to] = [keptFrom + 1, keptTo + 1];
  }
  return hunks;
}

/**
 * Pairs of lines that stay, as few as possible left out (E. W. Myers, An O(ND) Difference Algorithm and Its Variations,
 * 1986): how far each diagonal reaches with one change more, and then back along the way.
 */
function keptLines(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  let reached = new Map([[1, 0]]);
  const steps: ReadonlyMap<number, number>[] = [];
  for (let changes = 0; ; changes++) {
    steps.push(reached);
    reached = new Map(reached);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let { start: x } = arrival(diagonal, changes, reached);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(steps, before.length, after.length);
    }
  }
}

/** From which diagonal another is reached best with one change: a line added from the one above, or removed. */
function arrival(diagonal: number, changes: number, reached: ReadonlyMap<number, number>) {
  const [below = -1, above = -1] = [reached.get(diagonal - 1), reached.get(diagonal + 1)];
  const added = diagonal === -changes || (diagonal !== changes && below < above);
  return added ? { via: diagonal + 1, end: above, start: above } : { via: diagonal - 1, end: below, start: below + 1 };
}

function wayBack(
  steps: readonly ReadonlyMap<number, number>[],
  beforeLength: number,
  afterLength: number,
): readonly (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  let [x, y] = [beforeLength, afterLength];
  for (const [changes, reached] of [...steps.entries()].reverse()) {
    const { via, end, start } = arrival(x - y, changes, reached);
    while (x > start) kept.push([--x, --y]);
    [x, y] = [end, end - via];
  }
  return kept.reverse();
}

import { diffArrays } from 'diff';

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
  let body = '';
  let [from, to] = [0, 0];
  let [removed, added]: [readonly string[], readonly string[]] = [[], []];
  const close = () => {
    if (removed.length + added.length > 0) {
      body += `@@ -${range(from - removed.length, removed.length)} +${range(to - added.length, added.length)} @@\n`;
      body += [
        ...removed.map((line) => shownLine('-', line, show)),
        ...added.map((line) => shownLine('+', line, show)),
      ].join('');
    }
    [removed, added] = [[], []];
  };
  for (const change of diffArrays(linesOf(before ?? ''), linesOf(after))) {
    if (!change.added && !change.removed) close();
    if (change.removed) removed = change.value;
    if (change.added) added = change.value;
    if (!change.added) from += change.value.length;
    if (!change.removed) to += change.value.length;
  }
  close();
  return `--- ${before === undefined ? '/dev/null' : `a/${path}`}\n+++ b/${path}\n${body}`;
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

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

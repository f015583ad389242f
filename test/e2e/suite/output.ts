import { format } from 'node:util';

/** Tells the tests' output from the editor's own log, where both come the same way. */
const MARK = process.env.TEST_OUTPUT_MARK ?? '';

/** Prints a line of the tests' output. */
export function print(...args: readonly unknown[]): void {
  console.log(MARK + format(...args));
}

/** Tells the tests' output from the editor's own log, where both come the same way; put in by the bundler. */
declare const TEST_OUTPUT_MARK: string;

/** Prints a line of the tests' output: a format with `%s` and `%d`, and what to put in. */
export function print(format: unknown, ...values: readonly unknown[]): void {
  const rest = [...values];
  const text = String(format ?? '').replace(/%[sd]/g, (place) => (rest.length > 0 ? String(rest.shift()) : place));
  console.log([TEST_OUTPUT_MARK + text, ...rest.map(String)].join(' '));
}

/** The part of `node:assert/strict` that the suites use, for a host without Node. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

function check(holds: boolean, message: string | undefined, otherwise: () => string): void {
  if (!holds) throw new AssertionError(message ?? otherwise());
}

const shown = (value: unknown) => JSON.stringify(value) ?? String(value);

export default {
  ok(value: unknown, message?: string): void {
    check(Boolean(value), message, () => `${shown(value)} is not truthy`);
  },
  equal(actual: unknown, expected: unknown, message?: string): void {
    check(Object.is(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
  },
  notEqual(actual: unknown, expected: unknown, message?: string): void {
    check(!Object.is(actual, expected), message, () => `${shown(actual)} is the same`);
  },
  /** For what JSON can say. */
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    check(shown(actual) === shown(expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
  },
  match(text: string, pattern: RegExp, message?: string): void {
    check(pattern.test(text), message, () => `${shown(text)} does not match ${pattern}`);
  },
  doesNotMatch(text: string, pattern: RegExp, message?: string): void {
    check(!pattern.test(text), message, () => `${shown(text)} matches ${pattern}`);
  },
};

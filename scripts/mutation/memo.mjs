// Stands in for server/src/syntax/memo.ts in mutation tests: what one test had remembered would hide the next mistake from
// another, so each test begins with nothing.
let age = 0;

/** Everything that was remembered until now is computed anew. */
export function forgetAll() {
  age++;
}

export function once(compute) {
  const remembered = memoizeByText(compute);
  return () => remembered('');
}

export function memoizeByIdentity(compute) {
  return remember(compute, () => new WeakMap());
}

export function memoizeByText(compute) {
  return remember(compute, () => new Map());
}

function remember(compute, empty) {
  let known = empty();
  let knownAge = age;
  return (key) => {
    if (knownAge !== age) {
      known = empty();
      knownAge = age;
    }
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

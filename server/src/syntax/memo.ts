/**
 * What is derived again and again is remembered in a few ways, all without a clock and without anything to forget by hand.
 * Only functions that depend on nothing but their argument may be wrapped.
 */

/** Computes a value when it is first asked for. */
export function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/**
 * Remembers what was computed of each object, for as long as the object lives. Trees and what is made of them never
 * change: of a file that stays the same everything is there already at the next keystroke.
 *
 * It is kept in the object itself, in a private field, which no loop and no copy finds. In a WeakMap it would live too
 * long: V8’s quick collections take a WeakMap’s values for alive, and with them all that they lead to, so most of what a
 * check makes would stay until the next slow one.
 */
export function memoizeByIdentity<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  class Remembered extends Given {
    readonly #value: Value;

    constructor(key: Key, value: Value) {
      super(key);
      this.#value = value;
    }

    static of(key: Key): Value {
      if (#value in key) return key.#value;
      const value = compute(key);
      new Remembered(key, value);
      return value;
    }
  }
  return Remembered.of;
}

/** A class that extends it gives its private fields to an object that is there already. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what it is for
    return object;
  }
}

/**
 * Remembers what was computed of each text, up to so many of them; then it begins anew.
 * @param most more than one deployment has of such texts
 */
export function memoizeByText<Value>(compute: (text: string) => Value, most = 5000): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    if (known.size >= most) known.clear();
    const value = compute(text);
    known.set(text, { value });
    return value;
  };
}

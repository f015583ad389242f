/**
 * What is derived again and again is remembered in two ways, both without a clock and without anything to forget by hand.
 * Only functions that depend on nothing but their argument may be wrapped.
 */

/**
 * Remembers what was computed of each object, for as long as the object lives. Trees and what is made of them never
 * change: of a file that stays the same everything is there already at the next keystroke.
 */
export function memoizeByIdentity<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
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

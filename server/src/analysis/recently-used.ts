/**
 * Keeps the values of the most recently used keys.
 *
 * A key stays at its place in the map: one that is taken out and put in again at each use has the map move to a new table
 * every few times, and each old table leads to the next. V8's quick collections take that chain for alive from the first
 * table that grew old, and with it every value on the way.
 */
export class RecentlyUsed<Value> {
  readonly #most: number;
  readonly #entries = new Map<string, { value: Value; used: number }>();
  #uses = 0;

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.used = ++this.#uses;
    return entry.value;
  }

  set(key: string, value: Value): void {
    const entry = this.#entries.get(key);
    const used = ++this.#uses;
    if (entry === undefined) this.#entries.set(key, { value, used });
    else Object.assign(entry, { value, used });
    if (this.#entries.size > this.#most) this.#forgetOldest();
  }

  #forgetOldest(): void {
    let oldest: string | undefined;
    let first = Number.POSITIVE_INFINITY;
    for (const [key, { used }] of this.#entries) if (used < first) [oldest, first] = [key, used];
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}

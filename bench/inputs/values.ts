const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Draws made-up keys and secrets, the same ones for the same seed: xorshift32, nothing to protect. */
export function values(seed: number): (kind: 'key' | 'secret') => string {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return (kind) => Array.from({ length: kind === 'key' ? 30 : 60 }, () => LETTERS[next() % LETTERS.length]).join('');
}

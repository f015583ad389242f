import { checksum } from '../clearml/checksum.ts';

/** Short, and equal exactly when the items are (a checksum of their text, which holds no secret). */
export function fingerprint(items: readonly object[]): string {
  const text = JSON.stringify(items);
  return `${text.length.toString(36)}-${checksum(text).toString(36)}`;
}

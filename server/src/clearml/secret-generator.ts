import type { SecretSource } from './secrets.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = `${UPPER}${UPPER.toLowerCase()}`;
const DIGITS = '0123456789';

/** As ClearML Server 1.16 and later draws them (apiserver/service_repo/auth/utils.py). */
const KEY_LENGTH = 30;
const SECRET_LENGTH = 67;

/**
 * What pyhocon reads as something else at the start of a bare value, in any case: a keyword, joined to the rest, and
 * `include`. Digits never come first, so there are no numbers and durations.
 */
const READ_AS_SOMETHING_ELSE = /^(?:true|false|null|include)(?![A-Za-z0-9])/i;

/** Draws from Web Crypto. No value is ever given twice by one source. */
export function createSecretSource(): SecretSource {
  const given = new Set<string>();
  const draw = (length: number, first: string, rest: string) => {
    for (;;) {
      const value = pick(1, first) + pick(length - 1, rest);
      if (READ_AS_SOMETHING_ELSE.test(value) || given.has(value)) continue;
      given.add(value);
      return value;
    }
  };
  return {
    key: () => draw(KEY_LENGTH, UPPER, UPPER + DIGITS),
    secret: () => draw(SECRET_LENGTH, LETTERS, `${LETTERS}${DIGITS}-_`),
  };
}

/** Characters of an alphabet, each equally likely: bytes that would favour the first ones are thrown away. */
function pick(count: number, alphabet: string): string {
  const limit = 256 - (256 % alphabet.length);
  const bytes = new Uint8Array(count * 2);
  let text = '';
  while (text.length < count) {
    globalThis.crypto.getRandomValues(bytes);
    for (const byte of bytes) {
      if (byte < limit && text.length < count) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

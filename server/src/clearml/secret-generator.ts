import { checksum } from './checksum.ts';
import { hashPasswordNow } from './password-hash.ts';
import type { SecretSource } from './secrets.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = `${UPPER}${UPPER.toLowerCase()}`;
const DIGITS = '0123456789';

/** As ClearML Server 1.16 and later draws them (apiserver/service_repo/auth/utils.py). */
const KEY_LENGTH = 30;
const SECRET_LENGTH = 67;
/** bcrypt reads 72 bytes at most. */
const PASSWORD_LENGTH = 24;

/**
 * What pyhocon reads as something else at the start of a bare value, in any case: a keyword, joined to the rest, and
 * `include`. Numbers and durations begin with a digit, and the first character is always a letter.
 */
const READ_AS_SOMETHING_ELSE = /^(?:true|false|null|include)(?![A-Za-z0-9])/i;

/** A working random source needs a second draw about once in ten million. */
const MAX_DRAWS = 100;

/**
 * Makes a source that draws from Web Crypto. Its values are read unchanged as a bare value by YAML 1.1 and 1.2, Compose,
 * dotenv and pyhocon, and none is given twice. The values themselves are not kept, only a checksum of each.
 * @throws (when drawing) where the platform's random source keeps repeating itself
 */
export function createSecretSource(): SecretSource {
  const given = new Set<number>();
  const draw = (length: number, first: string, rest: string) => {
    for (let count = 0; count < MAX_DRAWS; count++) {
      const value = pick(1, first) + pick(length - 1, rest);
      if (READ_AS_SOMETHING_ELSE.test(value) || given.has(checksum(value))) continue;
      given.add(checksum(value));
      return value;
    }
    throw new Error('The random source of this platform repeats itself');
  };
  return {
    key: () => draw(KEY_LENGTH, UPPER, UPPER + DIGITS),
    secret: () => draw(SECRET_LENGTH, LETTERS, `${LETTERS}${DIGITS}-_`),
    password: () => draw(PASSWORD_LENGTH, LETTERS, `${LETTERS}${DIGITS}-_`),
    hash: hashPasswordNow,
  };
}

/** Characters of an alphabet, each equally likely: bytes that would favour the first ones are thrown away. */
function pick(count: number, alphabet: string): string {
  const limit = 256 - (256 % alphabet.length);
  const bytes = new Uint8Array(count);
  let text = '';
  while (text.length < count) {
    globalThis.crypto.getRandomValues(bytes);
    for (const byte of bytes) {
      if (byte < limit && text.length < count) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

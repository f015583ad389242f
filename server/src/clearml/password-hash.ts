import bcrypt from 'bcryptjs';

/** What OWASP asks for at least is 10; each step more doubles the work of whoever guesses. */
const COST = 12;

/**
 * Hashes a password as ClearML Server wants it with `pass_hashed: true`: base64 of the bcrypt hash, not the hash itself
 * (apiserver/bll/auth: `b64decode`, then `bcrypt.checkpw`).
 */
export async function hashPassword(password: string): Promise<string> {
  return btoa(await bcrypt.hash(password, COST));
}

/** For an edit that is made while somebody waits: an eighth of a second, and still what OWASP asks for. */
const QUICK_COST = 10;

/** Hashes a password in one go, as `hashPassword` does. */
export function hashPasswordNow(password: string): string {
  return btoa(bcrypt.hashSync(password, QUICK_COST));
}

/** True where the server, told `pass_hashed: true`, would let this password in. */
export function isHashOf(hashed: string, password: string): boolean {
  try {
    return bcrypt.compareSync(password, atob(hashed));
  } catch {
    return false;
  }
}

/** What a user's password is written as; `broken` is the beginning of a hash, or one that was cut. */
export type PasswordForm = 'hash' | 'bare' | 'bytes' | 'broken' | 'plain';

const BCRYPT = /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/;

/** Tells a hash as the server wants it from bcrypt's own (`bare`), Python's print of it (`bytes`), and a plain text. */
export function passwordForm(text: string): PasswordForm {
  if (BCRYPT.test(decoded(text))) return 'hash';
  if (BCRYPT.test(text)) return 'bare';
  const inner = /^b'(.*)'$/s.exec(text)?.[1];
  if (inner !== undefined) return BCRYPT.test(decoded(inner)) || BCRYPT.test(inner) ? 'bytes' : 'broken';
  return /^(?:JDJ[hi]?|\$2[abxy]?\$)/.test(text) ? 'broken' : 'plain';
}

/**
 * The hash that the server wants, from a password in any form; `undefined` for a broken one.
 * @param hash hashes a plain one (`SecretSource.hash`)
 */
export function hashedForm(text: string, hash: (password: string) => string): string | undefined {
  switch (passwordForm(text)) {
    case 'hash':
      return text;
    case 'bare':
      return btoa(text);
    case 'bytes':
      return hashedForm(text.slice(2, -1), hash);
    case 'plain':
      return hash(text);
    default:
      return undefined;
  }
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

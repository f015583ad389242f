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

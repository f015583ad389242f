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

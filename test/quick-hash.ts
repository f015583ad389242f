import bcrypt from 'bcryptjs';

/** `SecretSource.hash` for tests that fix much: the work that makes a hash slow to guess would make them slow. */
export function quickHash(password: string): string {
  return btoa(bcrypt.hashSync(password, 4));
}

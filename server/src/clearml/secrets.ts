/** Draws fresh credentials. Each call gives a new value. */
export interface SecretSource {
  /** 30 of A–Z and 0–9, a letter first, as ClearML Server 1.16 and later draws its keys. */
  key(): string;
  /** 67 of A–Z, a–z, 0–9, `-` and `_`, a letter first: over 256 bits, unchanged by YAML, Compose, dotenv and pyhocon. */
  secret(): string;
  /** 24 of A–Z, a–z, 0–9, `-` and `_`, a letter first: over 140 bits, for a person to log in with. */
  password(): string;
  /** What the server keeps of a password: base64 of its bcrypt hash, with a salt of its own each time. */
  hash(password: string): string;
  /** What a new user of Web Login is called, where somebody said so. */
  readonly userName?: string;
}

/** Values of the right form, to see which files edits take and whether they have a place; never written. */
export const PLACEHOLDERS: SecretSource = { key: () => 'K', secret: () => 'S', password: () => 'P', hash: () => 'H' };

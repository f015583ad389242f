/** Names of settings and variables whose value nobody may see over somebody's shoulder. */
const SENSITIVE =
  /(?:^|[._])(?:secure|users)(?:[._]|$)|password|passwd|secret|token|(?:^|[._])[\w-]*key$|_key(?:[._]|$)/i;

/** A URL that carries a user and password. */
const CREDENTIALS = /:\/\/[^/\s:@]+:[^/\s@]+@/;

/**
 * Masks a value that may be a secret: everything under `secure`, of users, what is called a password, secret, token or
 * key, and URLs with credentials. Empty values and switches stay: what they are is the news.
 * @param name a setting in dotted form, or a variable
 */
export function masked(name: string, value: string): string {
  if (/^(?:true|false|null)?$/i.test(value)) return value;
  return SENSITIVE.test(name) || CREDENTIALS.test(value) ? `(masked, ${value.length} characters)` : value;
}

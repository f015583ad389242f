/**
 * Ends of names, of settings in dotted form and of variables, whose value alone lets somebody in. A key
 * (`user_key`) is only a name, and says nothing without its secret.
 */
const SECRET_NAME =
  /(?:passw(?:or)?d|secret|token|(?:^|[._-])pass|(?:secret|secret_access|account|storage|private|api)_key|session_secret(?:\.|__)\w+)$/i;

/** True for a setting or variable that holds a secret, by its name. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

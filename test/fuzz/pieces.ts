export type Language = 'hocon' | 'dotenv' | 'yaml' | 'interpolation';

/** Pieces that mean something in each language. */
export const PIECES: Readonly<Record<Language, readonly string[]>> = {
  hocon: [
    ...['{', '}', '[', ']', ':', '=', '+=', ',', '"', '"""', '\\', '\n', '\r\n', '\r', '\t', ' ', '#', '//', '\ufeff'],
    ...['${', '${?', '${auth}', '${?HOME}', 'a', 'a.b', '"a.b"', 'include ', 'include file("secure.conf")\n'],
    ...['true', 'null', '1e5', '-.5', '5d', '0 days', '\\u00e9', '\\"', 'auth { token_secret: "x" }\n'],
  ],
  dotenv: [
    ...['A', '=', ':', "'", '"', '\\', '$', '${', '}', '#', ' #', ' ', '\n', '\r\n', '\r', 'export ', '\t', '\ufeff'],
    ...['${A}', '${A:-b}', '${A:?}', '$$', '\\n', '\\$', 'A=b\n', 'é', '\u00a0', '\0', '.', '[0]', 'A.B-C'],
  ],
  yaml: [
    ...['a', ': ', '- ', '\n', '  ', '{', '}', '[', ']', '"', "'", '|', '>', '|-\n', '>2\n', '#', ' # ', '---\n', '\t'],
    ...['&x ', '*x', '<<: ', '<<: *x\n', '? ', '!reset ', '!override ', '!!str ', '\r\n', '\r', '...\n', '\ufeff', ','],
    ...['services:\n', '  redis:\n', 'ports:', '6379:6379', '0.0.0.0:6379-6381:6379/udp', 'environment:', 'env_file:'],
    ...['extends: redis', 'include: [compose.yml]\n', 'profiles: [a]', 'network_mode: host', 'volumes:', 'null', '~'],
    ...['${A:-b}', '${A:?}', '$$', '"a=b"', 'CLEARML__secure__auth__token_secret', 'target: 6379', '\\u00e9', '\ud800'],
  ],
  interpolation: [
    ...['$', '$$', '${', '}', ':-', ':?', ':+', '-', '?', '+', 'A', '_', '1', ' ', '\n', '${A', '${A}', '${A:-${B}}'],
  ],
};

import { encodePart, plain } from './uri-path.ts';

/** What a file is to us. */
export type FileKind = 'compose' | 'hocon' | 'dotenv';

const COMPOSE = /^(?:.*[-_.])?(?:docker-?)?compose(?:[-_.].*)?\.ya?ml$|compose.*\.ya?ml$/i;
const HOCON = /^(?:secure|apiserver|hosts|services|fileserver|logging)\.conf$|\.hocon$/;
const DOTENV = /^\.env(?:\..+)?$|\.env$/;

/**
 * Tells by its name what a file is; `undefined` for what does not concern us. Never every `*.conf`: only ClearML's own
 * names, and those in a `services` folder beside or below a configuration directory.
 */
export function fileKind(uri: string): FileKind | undefined {
  const name = fileName(uri);
  if (COMPOSE.test(name)) return 'compose';
  if (HOCON.test(name) || (name.endsWith('.conf') && /\/config\/services\/[^/]+$/.test(uri))) return 'hocon';
  return DOTENV.test(name) ? 'dotenv' : undefined;
}

/** The last part of a URI's path, percent-decoded where that is possible. */
export function fileName(uri: string): string {
  return plain(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The URI of a file in the same folder. */
export function siblingUri(uri: string, name: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1) + encodePart(name);
}

/** Files that show what to fill in; what they leave open is no mistake. */
export function isSample(uri: string): boolean {
  return /\.(?:example|sample|template|dist)(?:\.[^.]+)?$/i.test(fileName(uri));
}

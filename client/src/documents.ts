/** Compose files by name, dotenv files, and ClearML's configuration files: never every `*.conf`. */
const COMPOSE = '**/*compose*.{yml,yaml}';
const DOTENV = '**/{.env,.env.*,*.env}';
const CONFIGURATION = '**/{secure,apiserver,hosts,services,fileserver,logging}.conf';

/** The language id this extension contributes. */
export const HOCON = 'clearml-hocon';

/** The files whose changes on disk the language server is told of. */
export const WATCHED: readonly string[] = [COMPOSE, DOTENV, CONFIGURATION, '**/config/services/*.conf', '**/*.hocon'];

/** One kind of document; every part that is given must fit. */
export interface Filter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/**
 * What the language server is told of.
 * @param schemes those of the workspace folders; files, remote or not, and new ones are always in. Naming them keeps out
 *   the left side of a diff and the like, where there is nothing to fix.
 */
export function documentSelector(schemes: readonly string[]): Filter[] {
  return [...new Set(['file', 'untitled', 'vscode-remote', ...schemes])].flatMap((scheme) => [
    { scheme, language: 'dockercompose' },
    { scheme, language: 'yaml', pattern: COMPOSE },
    { scheme, language: HOCON },
    { scheme, pattern: DOTENV },
  ]);
}

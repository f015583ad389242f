const COMPOSE = '**/*compose*.{yml,yaml}';
const DOTENV = '**/{.env,.env.*,*.env}';

/** The language id this extension contributes. */
export const HOCON = 'clearml-hocon';

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

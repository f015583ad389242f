import type { ComposeService } from '../deployment/compose/service.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { Span } from '../syntax/span.ts';
import { type LineAt, lineAt } from './line-at.ts';

/** A place where a variable's name is being written. */
export interface EnvironmentPlace {
  /** The services that get the variable. */
  readonly services: readonly ComposeService[];
  /** The name as far as it stands. */
  readonly span: Span;
  /** What goes between name and value. */
  readonly separator: ': ' | '=';
}

/**
 * Finds a name that is being written: in a service's `environment`, map or list form, or in an env file that a service
 * gets. Works on lines and their indentation, for a half-written line breaks the syntax around it.
 */
export function environmentPlace(
  deployment: Deployment,
  uri: string,
  text: string,
  offset: number,
): EnvironmentPlace | undefined {
  const line = lineAt(text, offset);
  if (!/^["']?\s*$/.test(line.after)) return undefined;
  const all = deployment.compose?.services ?? [];
  const passing = all.filter(({ envFiles }) => envFiles.some(({ file }) => file?.uri === uri));
  if (passing.length > 0) {
    const ours = /^(?:export )?$/.test(line.before);
    return ours ? { services: passing, span: line.word, separator: '=' } : undefined;
  }
  const parts = all.filter(({ node }) => node.parts.some(({ file }) => file.uri === uri));
  const name = parts.length > 0 ? serviceOf(text, line) : undefined;
  const services = parts.filter((service) => service.name === name);
  if (services.length === 0) return undefined;
  return { services, span: line.word, separator: line.before.includes('-') ? '=' : ': ' };
}

/** The service whose `environment` a line stands in, by the indentation of the lines above. */
function serviceOf(text: string, { start, before }: LineAt): string | undefined {
  const [, indent = '', item = ''] = /^( *)(- +["']?)?$/.exec(before) ?? [];
  if (before !== indent + item) return undefined;
  const above = text.slice(0, start).split(/\r?\n/).toReversed();
  // The items of a list may stand as far left as the key that holds it.
  const environment = parentOf(above, indent.length, item !== '');
  if (environment?.key !== 'environment') return undefined;
  const service = parentOf(environment.above, environment.indent, false);
  const services = service && parentOf(service.above, service.indent, false);
  return services?.key === 'services' && services.indent === 0 ? service?.key : undefined;
}

/** The nearest line above that is indented less, if it is a key with nothing behind it. */
function parentOf(above: readonly string[], indent: number, inList: boolean) {
  for (const [index, line] of above.entries()) {
    const [, blanks = '', rest = ''] = /^( *)(.*)$/.exec(line) ?? [];
    if (rest === '' || rest.startsWith('#')) continue;
    const further = inList ? blanks.length > indent || rest.startsWith('-') : blanks.length >= indent;
    if (further) continue;
    const key = /^(["']?)([\w.-]+)\1\s*:\s*(?:[&!][^\s#]*\s*)*(?:#.*)?$/.exec(rest)?.[2];
    return key === undefined ? undefined : { key, indent: blanks.length, above: above.slice(index + 1) };
  }
  return undefined;
}

import { DOCUMENTED_SETTINGS, type DocumentedSetting, isDrawn } from '../clearml/catalogue.ts';
import { loaderOf } from '../clearml/release-loader.ts';
import { settingOfVariable } from '../clearml/settings.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { hoconAssignments } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';
import { environmentPlace } from './completion-environment.ts';
import { hoconPlace } from './completion-hocon.ts';

/** A setting that can be written at a place, as a variable or a key. */
export interface Completion {
  readonly label: string;
  readonly documented: DocumentedSetting;
  /** What is replaced. */
  readonly span: Span;
  /** What goes in before and after the value; for keys and secrets a fresh one goes between them. */
  readonly before: string;
  readonly after: string;
}

/** The settings that can be written at an offset: only where a process reads them, and none that is there already. */
export function completions(deployment: Deployment, uri: string, text: string, offset: number): readonly Completion[] {
  return [...inHocon(deployment, uri, text, offset), ...inEnvironment(deployment, uri, text, offset)];
}

function inEnvironment(deployment: Deployment, uri: string, text: string, offset: number): readonly Completion[] {
  const place = environmentPlace(deployment, uri, text, offset);
  if (place === undefined) return [];
  const { services, span, separator } = place;
  const readers = deployment.processes.filter(({ service }) => service !== undefined && services.includes(service));
  const taken = new Set(services.flatMap(({ environment }) => environment.map(({ name }) => settingOfVariable(name))));
  const prefix = readers.map(prefixOf).find((each) => each !== undefined);
  if (prefix === undefined) return [];
  const lower = spellsLowerCase(text);
  return DOCUMENTED_SETTINGS.filter(({ setting, roles }) => {
    return !setting.includes('*') && !taken.has(setting) && readers.some(({ role }) => roles.includes(role));
  }).map((documented) => {
    const path = documented.setting.replaceAll('.', '__');
    const label = prefix + (lower ? path : path.toUpperCase());
    return { label, documented, span, before: label + separator, after: '' };
  });
}

/** Of the prefixes that a release reads the newest one. */
function prefixOf({ role, configuration }: ClearmlProcess): string | undefined {
  return loaderOf(role, configuration.release).prefixes.at(-1);
}

/** True where most variables of a file are spelled in lower case behind their prefix, as in the stock compose file. */
function spellsLowerCase(text: string): boolean {
  const names = [...text.matchAll(/\b(?:CLEARML|TRAINS)__([A-Za-z]\w*)/g)].map(([, rest = '']) => rest);
  const lower = names.filter((name) => name === name.toLowerCase());
  return lower.length * 2 > names.length;
}

function inHocon(deployment: Deployment, uri: string, text: string, offset: number): readonly Completion[] {
  const file = deployment.hocon.find((each) => each.uri === uri);
  const place = file && hoconPlace(file.tree, offset);
  if (file === undefined || place === undefined) return [];
  const readers = deployment.processes.filter(({ files }) => files.some((each) => each.uri === uri));
  const within = [...file.section, ...place.path];
  const taken = new Set(hoconAssignments(file.tree).map(({ path }) => [...file.section, ...path].join('.')));
  const separator = /^[^#\n]*[\w"]\s*=\s/m.test(text) ? ' = ' : ': ';
  return DOCUMENTED_SETTINGS.flatMap((documented): Completion[] => {
    const { setting, roles } = documented;
    const label = restOf(setting, within);
    const read = readers.some(({ role }) => roles.includes(role));
    if (label === undefined || !read || taken.has(setting)) return [];
    const quote = isDrawn(documented) ? '"' : '';
    return [{ label, documented, span: place.span, before: label + separator + quote, after: quote }];
  });
}

/** What is left of a setting below a path; `undefined` where it is not below it, or where a name is to be made up. */
function restOf(setting: string, within: readonly string[]): string | undefined {
  const parts = setting.split('.');
  const below = within.every((part, at) => parts[at] === part || parts[at] === '*');
  const rest = parts.slice(within.length);
  return below && rest.length > 0 && !rest.includes('*') ? rest.join('.') : undefined;
}

import { settingOfVariable } from '../clearml/settings.ts';
import type { EnvironmentEntry } from '../deployment/compose/environment.ts';
import type { ComposeProject } from '../deployment/compose/project.ts';
import type { KnownSetting } from '../deployment/configuration/index.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { Location } from '../deployment/location.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import type { FileEdit } from './fix.ts';
import { setSettings } from './hocon.ts';

/**
 * Puts a value in the place of the one that a process holds, in the file or variable that it comes from.
 * @param path dotted, from the configuration's root
 * @param value HOCON text that YAML and dotenv take as it is: a word or a number
 * @returns `undefined` where it is built in, where others read the same text, and where that can't be told
 */
export function replaceValue(
  { compose, hocon }: Deployment,
  { service }: ClearmlProcess,
  path: string,
  { layer, origin }: KnownSetting,
  value: string,
): FileEdit | undefined {
  if (origin === null || layer === 'built-in') return undefined;
  if (layer === 'file') {
    const file = hocon.find(({ uri }) => uri === origin.uri);
    const section = file?.section.map((key) => `${key}.`).join('') ?? '';
    if (file === undefined || !path.startsWith(section)) return undefined;
    return setSettings(file.uri, file.tree, [{ path: path.slice(section.length).split('.'), value }]);
  }
  const entry = service?.environment.find(({ name, at, pieces }) => {
    const own = isSame(at, origin) || pieces.some((piece) => isSame(piece.at, origin));
    return own && settingOfVariable(name) === path;
  });
  const at = entry && textOf(entry);
  if (at === undefined || compose === undefined || !servesOnly(compose, at, path)) return undefined;
  return { uri: at.uri, edits: [{ span: at.span, newText: value }] };
}

/** The one stretch of text that an entry's value is; the empty place of an empty one. */
function textOf({ pieces, at, value }: EntryValue): Location | undefined {
  if (value === '' && pieces.every(({ text }) => text === '')) return pieces[0]?.at ?? at;
  return pieces.length === 1 ? pieces[0]?.at : undefined;
}

type EntryValue = Pick<EnvironmentEntry, 'pieces' | 'at' | 'value'>;

/** True where every variable that gets a text carries the same setting. */
function servesOnly({ services }: ComposeProject, at: Location, path: string): boolean {
  return services.every(({ environment }) =>
    environment.every(
      ({ name, pieces }) => settingOfVariable(name) === path || !pieces.some((piece) => isSame(piece.at, at)),
    ),
  );
}

function isSame(left: Location, right: Location): boolean {
  return left.uri === right.uri && left.span.start === right.span.start;
}

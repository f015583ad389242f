import { isServerImage } from '../clearml/images.ts';
import { isSince } from '../clearml/release.ts';
import type { KnownSetting } from '../deployment/configuration/index.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { type FileEdit, type Fix, fixByEdit } from '../fixes/fix.ts';
import { removal } from '../fixes/hocon-remove.ts';
import { replaceValue } from '../fixes/setting-value.ts';
import { variableRemoval } from '../fixes/yaml-variable.ts';
import { hoconAssignments, isFalse } from '../syntax/hocon/index.ts';
import type { Finding } from './finding.ts';
import { levelWithin } from './reach.ts';
import type { Rule } from './rule.ts';

const SETTING = 'fileserver.auth.enabled';
/** The first release whose file server asks who is calling (fileserver/config/default/fileserver.conf). */
const FIRST_WITH_LOGIN = '1.16.0';
const WHAT_FOLLOWS = 'Whoever reaches it, also through the web server’s port, can read, replace and delete every file.';

/**
 * Finds file servers that give their files to everybody. The setting counts as Python sees it: `false`, `0`, `null` and an
 * empty text switch it off; `no` and `"false"` are texts and leave it on (fileserver/fileserver.py of clearml-server).
 */
export const openFileServer: Rule = {
  id: 'open-file-server',
  summary: 'The file server gives its files to whoever asks.',
  check(deployment) {
    return deployment.processes
      .filter(({ role, service }) => role === 'fileserver' && service?.active !== false)
      .flatMap((process) => oldRelease(process) ?? switchedOff(deployment, process) ?? [])
      .map((found) => ({ ...found, rule: 'open-file-server', severity: levelWithin(deployment, 'warning') }));
  },
};

type Found = Omit<Finding, 'rule' | 'severity'>;

function oldRelease({ service, configuration: { release } }: ClearmlProcess): Found | undefined {
  const image = service?.image;
  if (service === undefined || image?.value === undefined || !isServerImage(image.value)) return undefined;
  if (release.assumed || isSince(release, FIRST_WITH_LOGIN)) return undefined;
  return {
    message: [
      `The file server of release ${release.name} has no login`,
      WHAT_FOLLOWS,
      `Upgrade to ${FIRST_WITH_LOGIN} or later, or keep files in object storage (S3, Azure, Google Cloud).`,
    ].join('\n'),
    at: { uri: image.file.uri, span: image.written.content },
    path: `${service.path}/image`,
    related: [],
    fixes: [],
    services: [service.name],
  };
}

function switchedOff(deployment: Deployment, process: ClearmlProcess): Found | undefined {
  const { service, configuration } = process;
  const setting = configuration.setting(SETTING);
  if (setting.state !== 'known' || setting.layer === 'built-in' || !isFalse(setting.value)) return undefined;
  const { origin } = setting;
  const entry = service?.environment.find(({ at, pieces }) =>
    [at, ...pieces.map((piece) => piece.at)].some(
      ({ uri, span }) => uri === origin?.uri && span.start === origin.span.start,
    ),
  );
  const at = origin ?? service?.keyAt;
  if (at === undefined) return undefined;
  return {
    message: [
      'File server login is switched off',
      WHAT_FOLLOWS,
      'Remove the setting: since 1.16.0 the file server asks for a login unless it is told not to.',
    ].join('\n'),
    at,
    path: entry?.path ?? SETTING,
    related: setting.via
      .filter(({ uri, span }) => uri !== at.uri || span.start !== at.span.start)
      .map((place) => ({ at: place, message: 'It is read here' })),
    fixes: fixesOf(deployment, process, setting, entry?.name),
    setting: SETTING,
    ...(service && { services: [service.name] }),
  };
}

function fixesOf(
  deployment: Deployment,
  process: ClearmlProcess,
  setting: KnownSetting,
  variable: string | undefined,
): readonly Fix[] {
  const ways = [
    { kind: 'remove', title: 'Remove the setting', edit: withoutIt(deployment, process, setting, variable) },
    {
      kind: 'switch-on',
      title: 'Switch file server login on',
      edit: replaceValue(deployment, process, SETTING, setting, 'true'),
    },
  ];
  return ways
    .flatMap(({ kind, title, edit }) => (edit === undefined ? [] : [fixByEdit(kind, title, edit)]))
    .map((fix, index) => ({ ...fix, preferred: index === 0 }));
}

/** Only where nothing but the built-in value is below. */
function withoutIt(
  { hocon }: Deployment,
  { service }: ClearmlProcess,
  { layer, origin, overridden }: KnownSetting,
  variable: string | undefined,
): FileEdit | undefined {
  if (overridden().some((below) => below.layer !== 'built-in')) return undefined;
  if (layer === 'environment') {
    const removed = variable === undefined ? undefined : service && variableRemoval(service, variable);
    return removed && { uri: removed.uri, edits: [removed.edit] };
  }
  const file = hocon.find(({ uri }) => uri === origin?.uri);
  const assigned = file === undefined ? [] : hoconAssignments(file.tree);
  const own = assigned.filter(({ path }) => [...(file?.section ?? []), ...path].join('.') === SETTING);
  const [only, ...others] = own;
  if (file === undefined || only === undefined || others.length > 0) return undefined;
  const span = removal(file.tree.text, { start: only.keySpan.start, end: only.valueSpan.end });
  return span && { uri: file.uri, edits: [{ span, newText: '' }] };
}

import type { BuiltInSecret } from '../../clearml/built-in-secrets.ts';
import { loaderOf } from '../../clearml/release-loader.ts';
import { PLACEHOLDERS, type SecretSource } from '../../clearml/secrets.ts';
import { isServerVariable, settingOfVariable } from '../../clearml/settings.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { appendVariables, freeName } from '../../fixes/dotenv.ts';
import { type FileEdit, type Fix, joinEdits } from '../../fixes/fix.ts';
import { ignoreFile } from '../../fixes/gitignore.ts';
import { setSettings } from '../../fixes/hocon.ts';
import { dotenvOf } from '../../fixes/project-dotenv.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { quoteHocon } from '../../syntax/hocon/index.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import { isBuiltIn } from './missing.ts';

export interface OfferedFixes {
  readonly fixes: readonly Fix[];
  /** Why no fix is offered, for the message. */
  readonly withheld?: string;
}

/** Gives the value of a secret: drawn, or what stands for it. */
type Value = (secret: BuiltInSecret) => string;

/** The ways to set secrets that nobody sets, each for every service that must hold them. */
export function missingSecretFixes(missing: readonly BuiltInSecret[], deployment: Deployment): OfferedFixes {
  const known = offersOf(deployment);
  const key = missing.map(({ setting }) => setting).join(' ');
  const offered = known.get(key) ?? offer(missing, deployment);
  known.set(key, offered);
  return offered;
}

/** By what is missing: in a project of many servers most miss the same, and a way out takes a look at every service. */
const offersOf = memoizeByIdentity((_deployment: Deployment) => new Map<string, OfferedFixes>());

function offer(missing: readonly BuiltInSecret[], deployment: Deployment): OfferedFixes {
  const ways = [inDotenv(missing, deployment), inDirectory(missing, deployment), inCompose(missing, deployment)];
  const fixes = ways.flatMap((way): readonly Fix[] => {
    // A value of the right form shows which files it takes, and whether it can be written there.
    const uris = way?.edits(PLACEHOLDERS)?.map(({ uri }) => uri);
    if (way === undefined || uris === undefined) return [];
    return [{ ...way, uris, preferred: false, automatic: false, edits: (secrets) => way.edits(secrets) ?? [] }];
  });
  if (fixes.length === 0) return { fixes, withheld: WITHHELD };
  return { fixes: fixes.map((fix, index) => ({ ...fix, preferred: index === 0 })) };
}

const WITHHELD =
  'No quick fix: a service’s environment comes from an anchor or a merge key, or sets a part of it already.';

interface Way {
  readonly kind: string;
  readonly title: string;
  readonly edits: (secrets: SecretSource) => readonly FileEdit[] | undefined;
}

function drawn(secrets: SecretSource, missing: readonly BuiltInSecret[]): ReadonlyMap<string, string> {
  return new Map(missing.map(({ setting, kind }) => [setting, kind === 'key' ? secrets.key() : secrets.secret()]));
}

function inDotenv(missing: readonly BuiltInSecret[], deployment: Deployment): Way | undefined {
  const { compose } = deployment;
  const dotenv = compose && dotenvOf(compose, deployment);
  if (compose === undefined || dotenv === undefined) return undefined;
  const nameOf = ({ variable }: BuiltInSecret) => freeName(dotenv.tree, variable);
  return {
    kind: 'generate-in-dotenv',
    title: 'Generate the missing secrets in .env',
    edits(secrets) {
      const values = drawn(secrets, missing);
      const lines = missing.map((secret) => ({ name: nameOf(secret), value: values.get(secret.setting) ?? '' }));
      const appended = appendVariables(dotenv.uri, dotenv.tree, lines);
      const references = variableEdits(
        missing,
        deployment,
        compose,
        (secret) => `\${${nameOf(secret)}:?set it in .env}`,
      );
      return appended && references && joinEdits([...references, appended, ...ignoreFile(deployment.git, dotenv.uri)]);
    },
  };
}

function inCompose(missing: readonly BuiltInSecret[], deployment: Deployment): Way | undefined {
  const { compose } = deployment;
  if (compose === undefined) return undefined;
  return {
    kind: 'generate-in-environment',
    title: 'Generate the missing secrets here',
    edits(secrets) {
      const values = drawn(secrets, missing);
      return variableEdits(missing, deployment, compose, ({ setting }) => values.get(setting) ?? '');
    },
  };
}

/** Variables for every service that must hold the secrets; `undefined` where one of them can't be given its own. */
function variableEdits(
  missing: readonly BuiltInSecret[],
  deployment: Deployment,
  { services }: ComposeProject,
  textOf: Value,
): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  const written = writtenSettings(deployment);
  for (const service of services) {
    const own = deployment.processes.filter((server) => server.service === service);
    const variables = [];
    for (const secret of missing) {
      const lacking = own.filter((server) => lacks(server, secret));
      if (lacking.length === 0) continue;
      const prefixes = new Set(
        lacking.map(({ role, configuration }) => loaderOf(role, configuration.release).prefixes.at(-1)),
      );
      const [prefix, ...others] = prefixes;
      // A release that reads no variables, or a value that only the start of the server tells.
      if (prefix === undefined || others.length > 0 || written.has(secret.setting)) return undefined;
      variables.push({ name: prefix + secret.setting.replaceAll('.', '__'), value: textOf(secret) });
    }
    if (variables.length === 0) continue;
    const edit = insertVariables(service, variables);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits.length === 0 ? undefined : joinEdits(edits);
}

/** What somebody wrote a value for, maybe where nobody reads it: that is to be moved, not doubled. */
const writtenSettings = memoizeByIdentity(({ compose }: Deployment): ReadonlySet<string | undefined> => {
  const names = compose?.services.flatMap(({ environment }) => environment.map(({ name }) => name)) ?? [];
  return new Set(names.filter(isServerVariable).map(settingOfVariable));
});

/** True for a process that must hold a secret and doesn't set it. */
function lacks(server: ClearmlProcess, secret: BuiltInSecret): boolean {
  if (!secret.roles.includes(server.role)) return false;
  return isBuiltIn(server, secret) || server.configuration.setting(secret.setting).state === 'unknown';
}

/** secure.conf of the directory that every service reads which must hold the secrets. */
function inDirectory(missing: readonly BuiltInSecret[], { processes, hocon, git }: Deployment): Way | undefined {
  const readers = processes.filter(({ role }) => missing.some(({ roles }) => roles.includes(role)));
  const [folder, ...others] = new Set(readers.map((server) => server.folder));
  if (folder === undefined || others.length > 0) return undefined;
  const uri = `${folder}secure.conf`;
  const file = hocon.find((each) => each.uri === uri);
  const unread = processes.some(({ files }) => files.some((each) => each.uri === uri && !('text' in each)));
  if (unread) return undefined;
  return {
    kind: 'generate-in-secure-conf',
    title: 'Generate the missing secrets in secure.conf',
    edits(secrets) {
      const values = drawn(secrets, missing);
      const settings = missing.map(({ setting }) => ({
        path: setting.split('.').slice(1),
        value: quoteHocon(values.get(setting) ?? ''),
      }));
      const edit = setSettings(uri, file?.tree, settings);
      return edit && joinEdits([edit, ...ignoreFile(git, uri)]);
    },
  };
}

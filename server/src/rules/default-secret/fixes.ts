import type { SecretSource } from '../../clearml/secrets.ts';
import { partnerSetting, SHARED_SETTINGS } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { type FileEdit, type Fix, joinEdits, type TextEdit } from '../../fixes/fix.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { toPlain } from '../../syntax/hocon/index.ts';
import type { SecretToken } from './token.ts';

export interface OfferedFixes {
  readonly fixes: readonly Fix[];
  /** Why no fix is offered, for the message. */
  readonly withheld?: string;
}

/** What all tokens of a deployment have to do with each other; made once per check. */
export interface PlanBook {
  /** `undefined` where a service must get the value too and its environment can't be edited. */
  readonly planFor: (setting: string) => Plan | undefined;
  /** What can be replaced in one file alone. */
  readonly localPlans: (uri: string) => readonly Plan[];
}

export function planBook(all: readonly SecretToken[], deployment: Deployment): PlanBook {
  const bySetting = groupBy(all, identity);
  const planFor = memoized((setting: string) => makePlan(setting, bySetting, deployment));
  const byFile = groupBy(all, (token) => token.at.uri);
  const localPlans = memoized((uri: string): readonly Plan[] => {
    // A public key beside a fresh secret stays: nothing is won by changing it.
    const here = (byFile.get(uri) ?? []).filter((token) => token.severity !== 'hint');
    const plans = [...new Set(here.map(identity))].map(planFor).filter((plan) => plan !== undefined);
    const local = plans.filter(
      (plan) =>
        plan.targets.every((target) => target.at.uri === uri) && plan.insertions.every((each) => fileOf(each) === uri),
    );
    return [...new Map(local.map((plan) => [plan.key, plan])).values()];
  });
  return { planFor, localPlans };
}

/** The file that a variable would be added to. */
function fileOf({ service, name }: Insertion): string | undefined {
  return insertVariables(service, [{ name, value: 'x' }])?.uri;
}

function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function memoized<Result>(make: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, Result>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as Result;
  };
}

/** The ways out of a public default: a fresh pair here, and fresh ones for everything in this file. */
export function secretFixes(group: readonly SecretToken[], book: PlanBook): OfferedFixes {
  const token = group[0];
  if (token === undefined) return { fixes: [] };
  const plan = book.planFor(identity(token));
  if (plan === undefined) {
    return { fixes: [], withheld: identity(token) in WEB_SERVER_PAIR ? WITHHELD_LOGIN : WITHHELD };
  }
  const local = book.localPlans(token.at.uri);
  const alone = local.length === 1 && local[0]?.key === plan.key;
  const single: Fix = {
    kind: 'generate',
    title: titleOf(plan),
    preferred: true,
    automatic: alone,
    uris: urisOf([plan]),
    edits: (secrets) => editsOf([plan], secrets),
  };
  if (alone || !local.some((other) => other.key === plan.key)) return { fixes: [single] };
  const everything: Fix = {
    kind: 'generate-all',
    title: 'Replace all public defaults in this file',
    preferred: false,
    automatic: true,
    uris: urisOf(local),
    edits: (secrets) => editsOf(local, secrets),
  };
  return { fixes: [single, everything] };
}

function urisOf(plans: readonly Plan[]): readonly string[] {
  const inserted = plans.flatMap((plan) => plan.insertions.flatMap((each) => fileOf(each) ?? []));
  return [...new Set([...plans.flatMap((plan) => plan.targets.map(({ at }) => at.uri)), ...inserted])];
}

const WITHHELD =
  'No quick fix: another service must hold the same value, and its environment comes from an anchor or a merge key.';
const WITHHELD_LOGIN =
  'No quick fix: without Web Login the browser logs in with this pair. Pass USER_KEY and USER_SECRET to the web server, or turn Web Login on, together with a new pair.';

/** Everything that has to change at the same time for one credential. */
interface Plan {
  readonly key: string;
  readonly targets: readonly SecretToken[];
  readonly insertions: readonly Insertion[];
}

/** A variable that another service must get too, for both must hold the same value. */
interface Insertion {
  readonly setting: string;
  readonly service: ComposeService;
  readonly name: string;
  /** A `${…}` that stands for the value already. */
  readonly reference?: string;
}

/** The setting that a token's value is for: its own, or the one the value was published for (`CLEARML_API_ACCESS_KEY`). */
function identity(token: SecretToken): string {
  if (token.setting?.startsWith('secure.') || token.published === 'empty') return token.setting ?? token.path;
  return token.published.setting;
}

function makePlan(
  setting: string,
  bySetting: ReadonlyMap<string, readonly SecretToken[]>,
  deployment: Deployment,
): Plan | undefined {
  const partner = partnerSetting(setting);
  const settings = partner === undefined ? [setting] : [setting, partner];
  const targets = uniquePlaces(settings.flatMap((each) => bySetting.get(each) ?? []));
  const insertions = settings.map((each) => insertionsFor(each, bySetting.get(each) ?? [], deployment.compose));
  if (insertions.includes(undefined)) return undefined;
  const login = settings.map((each) => browserLogin(each, bySetting.get(each) ?? [], deployment));
  if (login.includes(undefined)) return undefined;
  insertions.push(...login);
  return { key: settings.toSorted().join(' '), targets, insertions: insertions.flatMap((list) => list ?? []) };
}

function uniquePlaces(tokens: readonly SecretToken[]): readonly SecretToken[] {
  return [...new Map(tokens.map((token) => [`${token.at.uri} ${token.at.span.start}`, token])).values()];
}

/** `undefined` where a service must get the variable and its environment can't be edited. */
function insertionsFor(
  setting: string,
  targets: readonly SecretToken[],
  project: ComposeProject | undefined,
): readonly Insertion[] | undefined {
  const shared = SHARED_SETTINGS.find(({ prefix }) => setting.startsWith(prefix));
  const carrier = targets.find((token) => token.carrier)?.carrier;
  if (project === undefined || shared === undefined || carrier === undefined) return [];
  if (!shared.roles.some((role) => carrier.service.roles.includes(role))) return [];
  const others = project.services.filter(
    (service) => service.roles.some((role) => shared.roles.includes(role)) && !carries(service, carrier.entry),
  );
  const insertions = others.map((service) => insertion(service, carrier.entry, setting));
  return insertions.includes(undefined) ? undefined : insertions.filter((each) => each !== undefined);
}

/**
 * The browser logs in with the web server's pair: a new one must reach it too, or nobody can log in any more. With Web
 * Login on the pair is revoked and nobody needs it. Source: clearml-web, credentials.json; webserver's USER_KEY.
 * @returns `undefined` where the web server can't be given the pair
 */
function browserLogin(
  setting: string,
  targets: readonly SecretToken[],
  { compose, processes }: Deployment,
): readonly Insertion[] | undefined {
  const name = WEB_SERVER_PAIR[setting];
  // A variable that only says what the browser uses has no such consequence.
  const read = targets.some(({ carrier }) => carrier === undefined || !carrier.entry.name.startsWith('USER_'));
  if (name === undefined || !read || isWebLoginOn(processes)) return [];
  const servers = compose?.services.filter((service) => service.roles.includes('webserver')) ?? [];
  if (servers.length === 0) return undefined;
  const missing = servers.filter((service) => !service.environment.some((entry) => entry.name === name));
  const entries = servers.flatMap((service) => service.environment.filter((entry) => entry.name === name));
  // What the web server is given already is either replaced too, or somebody's own business.
  const known = new Set(targets.map(({ at }) => `${at.uri} ${at.span.start}`));
  if (
    entries.some(
      ({ at, text }) =>
        text !== undefined && !text.written.text.includes('$') && !known.has(`${at.uri} ${at.span.start}`),
    )
  )
    return undefined;
  const insertions = missing.map((service): Insertion | undefined => {
    const fits = insertVariables(service, [{ name, value: 'x' }]) !== undefined;
    return fits ? { setting, service, name } : undefined;
  });
  return insertions.includes(undefined) ? undefined : insertions.filter((each) => each !== undefined);
}

const WEB_SERVER_PAIR: Readonly<Record<string, string>> = {
  'secure.credentials.webserver.user_key': 'USER_KEY',
  'secure.credentials.webserver.user_secret': 'USER_SECRET',
};

function isWebLoginOn(processes: Deployment['processes']): boolean {
  return processes.some(({ role, configuration }) => {
    const setting = configuration.setting('apiserver.auth.fixed_users.enabled');
    return role === 'apiserver' && setting.state === 'known' && toPlain(setting.value) === true;
  });
}

function carries(service: ComposeService, entry: EnvironmentEntry): boolean {
  return service.environment.some((other) => other.name.toLowerCase() === entry.name.toLowerCase());
}

function insertion(service: ComposeService, entry: EnvironmentEntry, setting: string): Insertion | undefined {
  const written = entry.text?.written;
  if (insertVariables(service, [{ name: entry.name, value: 'x' }]) === undefined) return undefined;
  const reference = written !== undefined && /\$[{\w]/.test(written.text) ? written.text : undefined;
  return { setting, service, name: entry.name, ...(reference !== undefined && { reference }) };
}

function titleOf(plan: Plan): string {
  const kinds = new Set(plan.targets.map((target) => target.kind));
  const what = kinds.size > 1 ? 'key and secret' : kinds.has('key') ? 'key' : 'secret';
  const elsewhere = plan.targets.some((target) => target.at.uri !== plan.targets[0]?.at.uri);
  // Editors cut titles off after some forty characters.
  const where = plan.insertions.length > 0 ? ' for all services' : elsewhere ? ' in all files' : '';
  return where === '' ? `Generate fresh ${what}` : `Generate ${what}${where}`;
}

/** Draws one value per setting and puts it wherever that setting's public value stands. */
function editsOf(plans: readonly Plan[], secrets: SecretSource): readonly FileEdit[] {
  const values = new Map<string, string>();
  const freshFor = (setting: string, kind: 'key' | 'secret') => {
    const known = values.get(setting);
    if (known !== undefined) return known;
    const fresh = kind === 'key' ? secrets.key() : secrets.secret();
    values.set(setting, fresh);
    return fresh;
  };
  const replacements = plans.flatMap(({ targets }) =>
    uniquePlaces(targets).map((target): FileEdit => {
      const edit: TextEdit = { span: target.at.span, newText: freshFor(identity(target), target.kind) };
      return { uri: target.at.uri, edits: [edit] };
    }),
  );
  const byService = groupBy(
    plans.flatMap((plan) => plan.insertions),
    ({ service }) => service.name,
  );
  const insertions = [...byService.values()].flatMap((group): readonly FileEdit[] => {
    const variables = group.map(({ setting, name, reference }) => {
      const kind = setting.endsWith('_key') ? 'key' : 'secret';
      return { name, value: reference ?? freshFor(setting, kind) };
    });
    const edit = group[0] && insertVariables(group[0].service, variables);
    return edit === undefined ? [] : [edit];
  });
  return joinEdits([...replacements, ...insertions]);
}

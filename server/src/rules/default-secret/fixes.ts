import { partnerSetting, SHARED_SETTINGS } from '../../clearml/settings.ts';
import type { SecretSource } from '../../clearml/secrets.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { type FileEdit, type Fix, joinEdits, type TextEdit } from '../../fixes/fix.ts';
import { insertVariable } from '../../fixes/yaml-environment.ts';
import type { SecretToken } from './token.ts';

export interface OfferedFixes {
  readonly fixes: readonly Fix[];
  /** Why no fix is offered, for the message. */
  readonly withheld?: string;
}

/** The ways out of a public default: a fresh pair here, and fresh ones for everything in this file. */
export function secretFixes(group: readonly SecretToken[], all: readonly SecretToken[], deployment: Deployment): OfferedFixes {
  const token = group[0];
  if (token === undefined) return { fixes: [] };
  const plan = planFor(identity(token), all, deployment);
  if (plan === undefined) return { fixes: [], withheld: WITHHELD };
  const { uri } = token.at;
  const here = [...new Set(all.filter((other) => other.at.uri === uri).map(identity))];
  const plans = here.map((setting) => planFor(setting, all, deployment)).filter((other) => other !== undefined);
  const local = plans.filter((other) => other.targets.every((target) => target.at.uri === uri));
  const single: Fix = {
    kind: 'generate',
    title: titleOf(plan),
    preferred: true,
    automatic: local.length === 1 && local[0]?.key === plan.key,
    edits: (secrets) => editsOf([plan], secrets),
  };
  const distinct = [...new Map(local.map((other) => [other.key, other])).values()];
  if (distinct.length < 2) return { fixes: [{ ...single, automatic: distinct[0]?.key === plan.key }] };
  return {
    fixes: [
      { ...single, automatic: false },
      {
        kind: 'generate-all',
        title: 'Generate fresh secrets for all public defaults in this file',
        preferred: false,
        automatic: true,
        edits: (secrets) => editsOf(distinct, secrets),
      },
    ],
  };
}

const WITHHELD =
  'No quick fix: another service must hold the same value, and its environment comes from an anchor or a merge key.';

/** Everything that has to change at the same time for one credential. */
interface Plan {
  readonly key: string;
  readonly targets: readonly SecretToken[];
  readonly insertions: readonly Insertion[];
}

/** A variable that another service must get too, for both must hold the same value. */
interface Insertion {
  readonly setting: string;
  readonly edit: (value: string) => FileEdit;
}

/** The setting that a token's value is for: its own, or the one the value was published for (`CLEARML_API_ACCESS_KEY`). */
function identity(token: SecretToken): string {
  if (token.setting?.startsWith('secure.') || token.published === 'empty') return token.setting ?? token.path;
  return token.published.setting;
}

function planFor(setting: string, all: readonly SecretToken[], deployment: Deployment): Plan | undefined {
  const partner = partnerSetting(setting);
  const targets = uniquePlaces(all.filter((token) => identity(token) === setting || identity(token) === partner));
  const settings = [...new Set(targets.map(identity))];
  const insertions = deployment.compose ? settings.map((each) => insertionsFor(each, targets, deployment.compose)) : [];
  if (insertions.includes(undefined)) return undefined;
  const key = [setting, partner ?? ''].sort().join(' ');
  return { key, targets, insertions: insertions.flatMap((list) => list ?? []) };
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
  const carrier = targets.find((token) => identity(token) === setting && token.carrier)?.carrier;
  if (project === undefined || shared === undefined || carrier === undefined) return [];
  if (!shared.roles.some((role) => carrier.service.roles.includes(role))) return [];
  const others = project.services.filter(
    (service) => service.roles.some((role) => shared.roles.includes(role)) && !carries(service, carrier.entry),
  );
  const insertions = others.map((service) => insertion(project, service, carrier.entry, setting));
  return insertions.includes(undefined) ? undefined : insertions.filter((each) => each !== undefined);
}

function carries(service: ComposeService, entry: EnvironmentEntry): boolean {
  return service.environment.some((other) => other.name.toLowerCase() === entry.name.toLowerCase());
}

function insertion(
  project: ComposeProject,
  service: ComposeService,
  entry: EnvironmentEntry,
  setting: string,
): Insertion | undefined {
  const written = entry.text?.written;
  const reference = written !== undefined && /\$[{\w]/.test(written.text) ? written.text : undefined;
  const probe = insertVariable(project, service, entry.name, 'x');
  if (probe === undefined) return undefined;
  return {
    setting,
    edit: (value) => ({
      uri: project.uri,
      edits: [insertVariable(project, service, entry.name, reference ?? value) ?? probe],
    }),
  };
}

function titleOf(plan: Plan): string {
  const kinds = new Set(plan.targets.map((target) => target.kind));
  const what = kinds.size > 1 ? 'key and secret' : kinds.has('key') ? 'key' : 'secret';
  const elsewhere = new Set([...plan.targets.map((target) => target.at.uri)]).size > 1;
  return `Generate a fresh ${what}${plan.insertions.length > 0 ? ' for every service that needs it' : elsewhere ? ' in every file that holds it' : ''}`;
}

/** Draws one value per setting and puts it wherever that setting's public value stands. */
function editsOf(plans: readonly Plan[], secrets: SecretSource): readonly FileEdit[] {
  const values = new Map<string, string>();
  const valueOf = (setting: string, kind: 'key' | 'secret') => {
    const known = values.get(setting);
    if (known !== undefined) return known;
    const fresh = kind === 'key' ? secrets.key() : secrets.secret();
    values.set(setting, fresh);
    return fresh;
  };
  const replacements = plans.flatMap(({ targets }) =>
    uniquePlaces(targets).map((target): FileEdit => {
      const edit: TextEdit = { span: target.at.span, newText: valueOf(identity(target), target.kind) };
      return { uri: target.at.uri, edits: [edit] };
    }),
  );
  const insertions = plans.flatMap((plan) =>
    plan.insertions.map(({ setting, edit }) => edit(valueOf(setting, /_key$/.test(setting) ? 'key' : 'secret'))),
  );
  return joinEdits([...replacements, ...insertions]);
}

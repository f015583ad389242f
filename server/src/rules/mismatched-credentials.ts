import { isSince } from '../clearml/release.ts';
import type { Role } from '../clearml/roles.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import { hasUnseenVariables } from '../deployment/compose/service.ts';
import type { Setting } from '../deployment/configuration/setting.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import type { Finding } from './finding.ts';
import { levelWithin } from './reach.ts';
import type { Rule } from './rule.ts';
import { agreementFixes } from './secrets/agree.ts';
import { type Secrets, secretsOf, standing } from './secrets/secrets.ts';
import { placeKey, type SecretValue } from './secrets/value.ts';

/** A setting that a second process must hold as the API server does. */
interface Agreement {
  readonly setting: string;
  readonly role: Role;
  /** The first release in which the other process uses it. */
  readonly since: string;
  readonly consequence: string;
}

const FILES = 'The file server can’t log in to the API server, so uploads and downloads fail.';

/**
 * Sources: fileserver/auth.py (since 1.16.0 it logs in with its own copy of the pair); jobs/async_urls_delete.py, which
 * signs its own token.
 */
const AGREEMENTS: readonly Agreement[] = [
  {
    setting: 'secure.auth.token_secret',
    role: 'async_delete',
    since: '1.7.0',
    consequence: 'Its tokens are refused, so files of deleted tasks stay on the file server.',
  },
  { setting: 'secure.credentials.fileserver.user_key', role: 'fileserver', since: '1.16.0', consequence: FILES },
  { setting: 'secure.credentials.fileserver.user_secret', role: 'fileserver', since: '1.16.0', consequence: FILES },
];

/** Finds values that two services must hold alike and don't. What can't be told is not compared. */
export const mismatchedCredentials: Rule = {
  id: 'mismatched-credentials',
  summary: 'Two services hold different values of a secret that they must share.',
  check(deployment) {
    const secrets = secretsOf(deployment);
    const shared = new Set(secrets.values.map(({ setting }) => setting));
    const wrong = AGREEMENTS.filter(({ setting }) => shared.has(setting)).flatMap((each) => compare(secrets, each));
    const all = [...wrong, ...agentMismatches(secrets)];
    return [...new Map(all.map((each) => [placeKey(each.value), toFinding(each, secrets)])).values()];
  },
};

interface Mismatch {
  /** The one to correct: the other service’s, or the API server’s where the other has none of its own. */
  readonly value: SecretValue;
  /** What it has to agree with, where that stands somewhere. */
  readonly right: SecretValue | undefined;
  readonly service: ComposeService;
  readonly setting: string;
  readonly lines: readonly string[];
}

function compare(secrets: Secrets, { setting, role, since, consequence }: Agreement): readonly Mismatch[] {
  const { processes } = secrets.deployment;
  const server = processes.find((each) => each.role === 'apiserver');
  if (server === undefined || !canTell(server)) return [];
  return processes.flatMap((other): Mismatch[] => {
    const { service, configuration } = other;
    if (other.role !== role || service === undefined || !canTell(other) || !isSince(configuration.release, since))
      return [];
    const [ours, theirs] = [server.configuration.setting(setting), configuration.setting(setting)];
    if (textOf(ours) === undefined || textOf(theirs) === undefined || textOf(ours) === textOf(theirs)) return [];
    const [right, own] = [standing(secrets, setting, ours), standing(secrets, setting, theirs)];
    const value = own ?? right;
    if (value === undefined || value.alteration !== undefined) return [];
    const lines = [
      own === undefined
        ? `The service ${service.name} does not get this value and holds another one.`
        : `${service.name} holds another value than the API server.`,
      consequence,
    ];
    return [{ value, right: own === undefined ? undefined : right, service, setting, lines }];
  });
}

/** True where every variable and file of a process is visible, as far as its own settings go. */
function canTell({ service }: ClearmlProcess): boolean {
  return service === undefined || !hasUnseenVariables(service);
}

function textOf(setting: Setting): string | undefined {
  return setting.state === 'known' && setting.value.kind === 'string' ? setting.value.value : undefined;
}

const CLIENT: Readonly<Record<string, string>> = {
  'api.credentials.access_key': 'secure.credentials.services_agent.user_key',
  'api.credentials.secret_key': 'secure.credentials.services_agent.user_secret',
};

/**
 * The agent of the official compose file logs in with the pair that the API server is given for it
 * (docker/docker-compose.yml, agent-services). Other agents may have credentials that somebody made in the web interface.
 */
function agentMismatches({ values, ofAccount }: Secrets): readonly Mismatch[] {
  return values.flatMap((value): Mismatch[] => {
    const { carrier, setting = '', text, note } = value;
    const account = CLIENT[setting];
    if (account === undefined || carrier === undefined || note !== undefined || text === '') return [];
    if (!isServicesAgent(carrier.service)) return [];
    const right = ofAccount(account).find((each) => each.setting === account && each.note === undefined);
    if (right === undefined || right.text === '' || right.text === text || right.alteration !== undefined) return [];
    const lines = [
      `${carrier.service.name} logs in with another value than the API server has for ${account}.`,
      'The agent is turned away.',
    ];
    return [{ value, right, service: carrier.service, setting: account, lines }];
  });
}

function isServicesAgent({ name, image }: ComposeService): boolean {
  return /agent-services/.test(image?.value ?? image?.written.text ?? '') || /^(?:clearml-)?agent-services$/.test(name);
}

function toFinding(mismatch: Mismatch, secrets: Secrets): Finding {
  const { value, right, service, setting, lines } = mismatch;
  const { fixes, withheld } = agreementFixes(value, right, setting, secrets);
  return {
    rule: 'mismatched-credentials',
    severity: levelWithin(secrets.deployment, 'error'),
    message: [`Does not agree: ${setting}`, ...lines, ...(withheld ? [withheld] : [])].join('\n'),
    at: value.at,
    path: value.path,
    related: right === undefined ? [] : [{ at: right.at, message: 'What it has to agree with' }],
    fixes,
    services: [service.name],
    setting,
  };
}

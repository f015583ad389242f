import { isClosed, SECTIONS } from '../../clearml/setting-catalogue.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { isSample } from '../../deployment/file-kind.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { FIXED_USERS, webLoginOf } from '../../deployment/web-login.ts';
import { fixByEdit } from '../../fixes/fix.ts';
import { replaceValue } from '../../fixes/setting-value.ts';
import { enableWebLogin } from '../../fixes/web-login.ts';
import { hoconAssignments } from '../../syntax/hocon/index.ts';
import type { Fault } from './user-findings.ts';

const ENABLED = `${FIXED_USERS}.enabled`;

/** What is wrong with Web Login's switch: it lets nobody in, or says the opposite of what it does. */
export function switchFaults(server: ClearmlProcess, deployment: Deployment): readonly Fault[] {
  const enabled = server.configuration.setting(ENABLED);
  const users = server.configuration.setting(`${FIXED_USERS}.users`);
  if (enabled.state !== 'known' || webLoginOf(server) !== 'on' || enabled.origin === null) return [];
  if (isSample(enabled.origin.uri)) return [];
  const place = { at: enabled.origin, path: ENABLED };
  if (users.state === 'unset' || (users.state === 'known' && isEmpty(users.value))) {
    return [{ ...place, fixes: enableWebLogin(server, deployment), lines: NO_USERS }];
  }
  if (enabled.value.kind !== 'string' || !/^(?:no|off|false|n|f|0)$/i.test(enabled.value.value)) return [];
  const edit = replaceValue(deployment, server, ENABLED, enabled, 'true');
  const fixes = edit === undefined ? [] : [fixByEdit('enable', 'Write true, which is what counts', edit)];
  return [{ ...place, fixes, lines: TEXT }];
}

function isEmpty(value: { readonly kind: string; readonly items?: readonly unknown[] }): boolean {
  return value.kind !== 'list' || value.items?.length === 0;
}

const NO_USERS = [
  'Web Login is on, but there are no users',
  'Nobody can log in to the web pages. API credentials that exist keep working.',
  'List users in apiserver.auth.fixed_users.users.',
];

const TEXT = [
  'This turns Web Login on, not off',
  'The server takes every text that is not empty for yes; only false without quotes means no.',
  'Write true or false, without quotes.',
];

/**
 * Users in a section where nobody looks for them, such as `fixed_users` at the root of apiserver.conf. What
 * `unread-setting` tells of sections that are known as a whole is left to it.
 */
export function placeFaults({ hocon, processes }: Deployment): readonly Fault[] {
  return hocon.flatMap((file): readonly Fault[] => {
    const read = processes.some(({ role, configuration }) => {
      return role === 'apiserver' && configuration.statements.some(({ source }) => source.uri === file.uri);
    });
    const [section = '', ...others] = file.section;
    if (!read || others.length > 0 || !SECTIONS.has(section) || isSample(file.uri)) return [];
    const first = hoconAssignments(file.tree).find(({ path }) => {
      const [root, ...below] = path;
      const stray = root === 'fixed_users' && (below[0] === 'enabled' || below[0] === 'users');
      return stray && !isClosed([section, ...path]);
    });
    if (first === undefined) return [];
    const at = { uri: file.uri, span: first.keySpan };
    return [{ at, path: `${first.path.join('.')}#name`, fixes: [], lines: strayLines(section) }];
  });
}

function strayLines(section: string): readonly string[] {
  return [
    'Nobody reads Web Login’s users here',
    `This is ${section}.fixed_users; ClearML Server reads ${FIXED_USERS}.`,
    'Put it inside auth { } of apiserver.conf.',
  ];
}

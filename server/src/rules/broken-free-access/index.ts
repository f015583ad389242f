import { loaderOf, variableOf } from '../../clearml/release-loader.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { isSample } from '../../deployment/file-kind.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { webLoginOf } from '../../deployment/web-login.ts';
import { enableWebLogin } from '../../fixes/web-login.ts';
import { apiservers } from '../absence.ts';
import type { Finding } from '../finding.ts';
import { levelWithin } from '../reach.ts';
import type { Rule } from '../rule.ts';
import { type Secrets, secretsOf, standing } from '../secrets/secrets.ts';
import type { SecretValue } from '../secrets/value.ts';
import { type Copy, copyFix } from './fixes.ts';
import { acceptedPair, COMPANY, type Half, isChanged, sendsAnother } from './pairs.ts';

const RULE = 'broken-free-access';

/**
 * Finds pairs of the web server that the two sides don't share. Without Web Login the browser logs in with the pair in
 * credentials.json of the web pages, which the web server writes from USER_KEY and USER_SECRET (clearml-web;
 * docker/build/internal_files/entrypoint.sh; apiserver/config/default/secure.conf).
 */
export const brokenFreeAccess: Rule = {
  id: RULE,
  summary: 'The web pages log in with a pair that the API server does not accept.',
  check(deployment) {
    return apiservers(deployment).flatMap((server) => {
      if (webLoginOf(server) !== 'off') return [];
      const halves = acceptedPair(server);
      if (halves === undefined) return [];
      const webs = deployment.compose?.services.filter((service) => service.roles.includes('webserver')) ?? [];
      const broken = webs.filter((web) => sendsAnother(web, halves));
      if (broken.length === 0) return [];
      const secrets = secretsOf(deployment);
      return halves.some(isChanged)
        ? changedOnServer(server, broken, halves, secrets)
        : broken.flatMap((web) => changedOnWeb(server, web, halves, secrets));
    });
  },
};

function changedOnServer(
  server: ClearmlProcess,
  broken: readonly ComposeService[],
  halves: readonly Half[],
  secrets: Secrets,
): readonly Finding[] {
  const own = halves.map(({ setting, held }) => standing(secrets, setting, held));
  const value = own.find((each, at) => each !== undefined && halves[at] !== undefined && isChanged(halves[at]));
  if (value === undefined || value.alteration !== undefined) return [];
  const others = broken.flatMap((web) => {
    const entries = web.environment.filter(({ name }) => halves.some((half) => half.name === name));
    return entries.length > 0
      ? entries.map(({ at }) => ({ at, message: `${web.name} gets another one` }))
      : [{ at: web.keyAt, message: `${web.name} gets no USER_KEY and USER_SECRET` }];
  });
  const copies = broken.flatMap((to) => copiesOf(own, halves, (half) => ({ to, name: half.name })));
  return toFinding(
    server,
    value,
    broken,
    { related: others, copies, title: 'Pass the pair to the web server' },
    secrets,
  );
}

function changedOnWeb(
  server: ClearmlProcess,
  web: ComposeService,
  halves: readonly Half[],
  secrets: Secrets,
): readonly Finding[] {
  const entryOf = ({ name }: Half) => web.environment.find((each) => each.name === name && each.value !== '');
  const own = halves.map((half) => {
    const entry = entryOf(half);
    return entry && secrets.values.find(({ carrier }) => carrier?.entry === entry);
  });
  const company = web.environment.find(({ name }) => name === COMPANY);
  const value = own.find((each) => each !== undefined) ?? company;
  if (value === undefined || ('alteration' in value && value.alteration !== undefined)) return [];
  const { service, configuration } = server;
  const loader = loaderOf(server.role, configuration.release);
  const copies =
    service === undefined
      ? []
      : copiesOf(own, halves, ({ setting }) => {
          const name = variableOf(loader, setting);
          return name === undefined ? undefined : { to: service, name };
        });
  const related =
    service === undefined ? [] : [{ at: service.keyAt, message: `${service.name} has the built-in pair` }];
  return toFinding(server, value, [web], { related, copies, title: 'Pass the pair to the API server' }, secrets);
}

/** Both halves, or nothing where one of them stands nowhere. */
function copiesOf(
  values: readonly (SecretValue | undefined)[],
  halves: readonly Half[],
  target: (half: Half) => Omit<Copy, 'from'> | undefined,
): readonly Copy[] {
  const copies = halves.flatMap((half, at) => {
    const from = values[at];
    const to = target(half);
    return from === undefined || to === undefined ? [] : [{ from, ...to }];
  });
  return copies.length === halves.length ? copies : [];
}

function toFinding(
  server: ClearmlProcess,
  { at, path, setting }: Pick<SecretValue, 'at' | 'path'> & { readonly setting?: string | undefined },
  webs: readonly ComposeService[],
  { related, copies, title }: { related: Finding['related']; copies: readonly Copy[]; title: string },
  secrets: Secrets,
): readonly Finding[] {
  if (isSample(at.uri)) return [];
  const { deployment } = secrets;
  const copy = copyFix(copies, title, secrets);
  const enable = enableWebLogin(server, deployment);
  const names = webs.map(({ name }) => name);
  return [
    {
      rule: RULE,
      severity: levelWithin(deployment, 'error'),
      message: [
        'Free access is broken: the web pages use another pair',
        `Web Login is off, so the browser logs in with the pair of ${names.join(' and ')}, and the API server refuses it: nobody gets in.`,
        'Turn Web Login on, which needs no such pair, or set USER_KEY and USER_SECRET to the API server’s webserver pair.',
      ].join('\n'),
      at,
      path,
      beside: true,
      related,
      fixes: copy === undefined ? enable : [copy, ...enable.map((fix) => ({ ...fix, preferred: false }))],
      ...(setting !== undefined && { setting }),
      services: [...new Set([...(server.service === undefined ? [] : [server.service.name]), ...names])],
    },
  ];
}

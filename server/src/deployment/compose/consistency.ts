import { envFileProblems } from './container-environment.ts';
import { type ComposeMap, isAbsent, nodeAt, textAt } from './model/node.ts';
import type { ComposeProblem } from './model/problem.ts';
import { type ComposeService, namesOf, texts } from './service.ts';

/**
 * What Compose refuses in the services that it would start, beyond the schema: things that don't fit together.
 * Source: compose-go loader/validate.go, `checkConsistency`; types/project.go.
 */
export function consistencyProblems(root: ComposeMap, services: readonly ComposeService[]): readonly ComposeProblem[] {
  const active = new Map(services.filter((service) => service.active).map((service) => [service.name, service]));
  const problems: ComposeProblem[] = services.flatMap(portProblems);
  const refuse = (at: ComposeProblem['at'], message: string) => problems.push({ kind: 'consistency', at, message });
  const miss = (at: ComposeProblem['at'], message: string) =>
    problems.push({ kind: 'consistency', at, message, incomplete: true });
  for (const service of active.values()) {
    const { name, node, keyAt } = service;
    problems.push(...envFileProblems(service.envFiles));
    if (isAbsent(nodeAt(node, 'image')) && isAbsent(nodeAt(node, 'build')) && isAbsent(nodeAt(node, 'provider'))) {
      miss(keyAt, `${name} has neither an image nor a build`);
    }
    const mode = nodeAt(node, 'network_mode');
    if ((textAt(mode) ?? '') !== '' && service.networks.length > 0) {
      refuse(mode?.at ?? keyAt, `${name} has both network_mode and networks`);
    }
    for (const [key, used] of usedNames(service)) {
      const known = nodeAt(root, key);
      for (const each of used) {
        const declared = known?.kind === 'map' && known.entries.has(each);
        if (!declared && !(key === 'networks' && each === 'default')) {
          miss(nodeAt(node, key)?.at ?? keyAt, `${name} uses ${each}, which ${key} does not declare`);
        }
      }
    }
    for (const each of requiredServices(service)) {
      if (!active.has(each))
        miss(nodeAt(node, 'depends_on')?.at ?? keyAt, `${name} needs ${each}, which is not started`);
    }
    if (reaches(active, name, name)) refuse(keyAt, `${name} waits for itself through depends_on`);
  }
  return problems;
}

function portProblems({ ports }: ComposeService): readonly ComposeProblem[] {
  return ports.flatMap(({ problem, at }) =>
    problem === undefined ? [] : [{ kind: 'port' as const, at, message: problem }],
  );
}

/** Names that must be declared at the top of the project. */
function usedNames(service: ComposeService): readonly (readonly [string, readonly string[]])[] {
  const sources = (key: string) => {
    const list = nodeAt(service.node, key);
    if (list?.kind !== 'list') return [];
    return list.items.flatMap(({ value }) => textAt(value) ?? textAt(value, 'source') ?? []);
  };
  const volumes = service.volumes.filter((volume) => volume.type === 'volume' && volume.source !== '');
  return [
    ['volumes', volumes.map((volume) => volume.source)],
    ['networks', service.networks],
    ['configs', sources('configs')],
    ['secrets', sources('secrets')],
  ];
}

function requiredServices({ node, networkMode }: ComposeService): readonly string[] {
  const dependencies = nodeAt(node, 'depends_on');
  const shared = /^service:(.+)$/.exec(networkMode?.value ?? '')?.[1];
  const named = namesOf(dependencies).filter((name) => textAt(dependencies, name, 'required') !== 'false');
  const links = texts(nodeAt(node, 'links')).map((link) => link.split(':')[0] ?? link);
  return [...named, ...links, ...(shared === undefined ? [] : [shared])];
}

function reaches(services: ReadonlyMap<string, ComposeService>, from: string, goal: string): boolean {
  const seen = new Set<string>();
  const todo = [from];
  while (todo.length > 0) {
    const service = services.get(todo.pop() ?? '');
    for (const name of service === undefined ? [] : namesOf(nodeAt(service.node, 'depends_on'))) {
      if (name === goal) return true;
      if (!seen.has(name)) todo.push(name);
      seen.add(name);
    }
  }
  return false;
}

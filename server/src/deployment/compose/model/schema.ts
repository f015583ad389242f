import { memoizeByIdentity } from '../../../syntax/memo.ts';
import { type ComposeMap, type ComposeNode, entriesAt, nodeAt } from './node.ts';
import type { ComposeProblem } from './problem.ts';
import { scalarType } from './scalar-type.ts';
import { ENV_FILE, PORT, SERVICE, type Shape, TOP_LEVEL, VOLUME } from './schema-keys.ts';

/**
 * What the Compose schema refuses in a project, as far as it decides about what we read: unknown keys, values of the
 * wrong kind. Source: compose-spec schema/compose-spec.json.
 */
export function schemaProblems(project: ComposeMap): readonly ComposeProblem[] {
  const check = new SchemaCheck();
  check.keys(project, TOP_LEVEL, 'a compose file');
  for (const { key, keyAt, value } of entriesAt(project, 'services')) {
    if (!/^[a-zA-Z0-9._-]+$/.test(key)) check.refuse(keyAt, 'A service’s name is letters, digits, . _ and -');
    if (value.kind !== 'map') check.refuse(value.kind === 'scalar' ? keyAt : value.at, 'A service must be a mapping');
    else check.problems.push(...serviceProblems(value));
  }
  return check.problems;
}

/** A service that no later file changes is the same in every state of the project. */
const serviceProblems = memoizeByIdentity((service: ComposeMap): readonly ComposeProblem[] => {
  const check = new SchemaCheck();
  check.service(service);
  return check.problems;
});

class SchemaCheck {
  readonly problems: ComposeProblem[] = [];

  refuse(at: ComposeProblem['at'], message: string): void {
    this.problems.push({ kind: 'schema', at, message });
  }

  service(service: ComposeMap): void {
    this.keys(service, SERVICE, 'a service');
    this.#environment(nodeAt(service, 'environment'));
    this.#each(nodeAt(service, 'ports'), PORT, 'a port', ['number', 'text', 'map']);
    this.#each(nodeAt(service, 'volumes'), VOLUME, 'a volume', ['text', 'map']);
    this.#each(nodeAt(service, 'env_file'), ENV_FILE, 'an env file', ['text', 'map']);
    this.#each(nodeAt(service, 'profiles'), {}, 'a profile', ['text']);
  }

  /** Every key is known and its value of a kind that the key takes. */
  keys(map: ComposeMap, known: Readonly<Record<string, readonly Shape[]>>, what: string): void {
    for (const { key, keyAt, value } of map.entries.values()) {
      if (key.startsWith('x-')) continue;
      const shapes = Object.hasOwn(known, key) ? known[key] : undefined;
      if (shapes === undefined) this.refuse(keyAt, `${key} is no key of ${what}`);
      else if (!shapes.includes('any') && !fits(value, shapes)) {
        this.refuse(
          value.kind === 'scalar' && value.yaml === undefined ? keyAt : value.at,
          `${key} must be ${listed(shapes)}`,
        );
      }
    }
  }

  #each(
    list: ComposeNode | undefined,
    known: Readonly<Record<string, readonly Shape[]>>,
    what: string,
    shapes: readonly Shape[],
  ): void {
    for (const { value } of list?.kind === 'list' ? list.items : []) {
      if (!fits(value, shapes))
        this.refuse(value.at, `${what[0]?.toUpperCase()}${what.slice(1)} must be ${listed(shapes)}`);
      else if (value.kind === 'map') this.keys(value, known, what);
    }
  }

  #environment(node: ComposeNode | undefined): void {
    if (node?.kind === 'map') {
      for (const { value } of node.entries.values()) this.#variable(value, true);
    }
    for (const { value, entry } of node?.kind === 'list' ? node.items : []) this.#variable(value, entry !== undefined);
  }

  #variable(value: ComposeNode, ofMap: boolean): void {
    const type = value.kind === 'scalar' ? scalarType(value) : 'string';
    if (value.kind !== 'scalar') this.refuse(value.at, 'A variable’s value must be one value');
    else if (!ofMap && type !== 'string') this.refuse(value.at, 'A variable must be text: NAME=value');
    else if (type === 'float' && /^[-+]?\.(?:inf|nan)$/i.test(value.text?.value ?? '')) {
      this.refuse(value.at, 'Quote this value: YAML reads it as no number');
    } else if (!ofMap && /^[^=]*\s=/.test(value.text?.value ?? '')) {
      this.refuse(value.at, 'A variable’s name can’t end in a blank');
    }
  }
}

function fits(node: ComposeNode, shapes: readonly Shape[]): boolean {
  if (node.kind !== 'scalar') return shapes.includes(node.kind);
  // A missing variable is told elsewhere.
  if (node.text !== undefined && node.text.value === undefined) return true;
  const type = scalarType(node);
  if (type === 'null') return shapes.includes('null');
  if (type === 'boolean') return shapes.includes('boolean');
  if (type === 'integer') return shapes.includes('number');
  if (type === 'float') return shapes.includes('number') && shapes.includes('text') && !shapes.includes('map');
  return shapes.includes('text');
}

const WORDS: Readonly<Record<Shape, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'empty',
  map: 'a mapping',
  list: 'a list',
  any: 'anything',
};

function listed(shapes: readonly Shape[]): string {
  return shapes.map((shape) => WORDS[shape]).join(' or ');
}

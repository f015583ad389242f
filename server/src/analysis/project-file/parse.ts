import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { resolvePath } from '../../deployment/uri-path.ts';
import { RULES } from '../../rules/index.ts';
import { nearest } from '../../syntax/nearest.ts';
import type { Span, SyntaxProblem } from '../../syntax/span.ts';
import { entriesOf, isNull, itemsOf, parseYaml, spanOf, type YamlTree } from '../../syntax/yaml/index.ts';
import { NO_SETTINGS, type ProjectSettings } from './project-file.ts';

/** Settings, or the first thing that is wrong: then none of them count. */
export interface ParsedProjectFile {
  readonly settings: ProjectSettings;
  readonly problem?: SyntaxProblem;
}

const KEYS = ['version', 'scope', 'rules', 'configDirectories', 'envFiles', 'deployments', 'ignore'];
const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const;
const SCOPES = ['clearml', 'all'] as const;

/** Reads a project file, and never throws. `schemas/clearml-secure.schema.json` says the same to editors. */
export function parseProjectFile(text: string): ParsedProjectFile {
  const tree = parseYaml(text);
  const [syntax] = tree.problems;
  if (syntax !== undefined) return { settings: NO_SETTINGS, problem: syntax };
  try {
    return { settings: new Reader(tree).settings() };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { settings: NO_SETTINGS, problem: { span: error.span, message: error.message } };
  }
}

/** Ends the reading at the first mistake. */
class Wrong extends Error {
  readonly span: Span;

  constructor(span: Span, message: string) {
    super(message);
    this.span = span;
  }
}

class Reader {
  readonly #tree: YamlTree;

  constructor(tree: YamlTree) {
    this.#tree = tree;
  }

  settings(): ProjectSettings {
    const [root = null] = this.#tree.roots;
    const entries = this.#map(root, KEYS);
    const version = entries.get('version');
    if (version === undefined || this.#text(version) !== '1') {
      throw new Wrong(version ? this.#span(version) : this.#span(root), 'The first key must be version: 1');
    }
    const scope = entries.get('scope');
    return {
      ...(scope !== undefined && { scope: this.#choice(scope, SCOPES) }),
      rules: this.#rules(entries.get('rules')),
      configDirectories: this.#record(entries.get('configDirectories'), (node) => this.#path(node)),
      envFiles: this.#list(entries.get('envFiles'), (node) => this.#path(node)),
      deployments: this.#list(entries.get('deployments'), (node) => this.#deployment(node)),
      ignore: this.#list(entries.get('ignore'), (node) => this.#text(node)),
    };
  }

  #rules(node: Node | null | undefined): ProjectSettings['rules'] {
    this.#map(
      node ?? null,
      RULES.map(({ id }) => id),
    );
    return this.#record(node, (level) => this.#choice(level, LEVELS));
  }

  #deployment(node: Node | null): ProjectSettings['deployments'][number] {
    const entries = this.#map(node, ['files', 'env']);
    const files = this.#list(entries.get('files'), (file) => this.#path(file));
    if (files.length === 0) throw new Wrong(this.#span(node), 'A deployment needs the files that it is made of');
    return { files, env: this.#record(entries.get('env'), (value) => this.#text(value)) };
  }

  /** The keys of a mapping, which must be known ones. */
  #map(node: Node | null, known?: readonly string[]): ReadonlyMap<string, Node | null> {
    if (!isNull(node) && !isMap(node)) throw new Wrong(this.#span(node), 'This must be a mapping: keys with values');
    const entries = entriesOf(this.#tree, node);
    for (const { key, keyNode } of entries) {
      if (known === undefined || known.includes(key)) continue;
      const near = nearest(key, known);
      throw new Wrong(spanOf(keyNode), `There is no ${key} here${near === undefined ? '' : `; did you mean ${near}?`}`);
    }
    return new Map(entries.map(({ key, value }) => [key, value]));
  }

  #record<Value>(node: Node | null | undefined, read: (node: Node | null) => Value): Readonly<Record<string, Value>> {
    return Object.fromEntries([...this.#map(node ?? null)].map(([key, value]) => [key, read(value)]));
  }

  #list<Value>(node: Node | null | undefined, read: (node: Node | null) => Value): readonly Value[] {
    if (isNull(node ?? null)) return [];
    if (!isSeq(node)) throw new Wrong(this.#span(node ?? null), 'This must be a list');
    return itemsOf(this.#tree, node).map((item) => read(item.node));
  }

  #choice<Choice extends string>(node: Node | null, choices: readonly Choice[]): Choice {
    const text = this.#text(node);
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw new Wrong(this.#span(node), `This must be one of ${choices.join(', ')}`);
    return chosen;
  }

  #path(node: Node | null): string {
    const text = this.#text(node);
    if (resolvePath('file:///', text) === undefined)
      throw new Wrong(this.#span(node), 'This must be a path on this machine');
    return text;
  }

  #text(node: Node | null): string {
    if (!isScalar(node) || isNull(node)) throw new Wrong(this.#span(node), 'This must be a text');
    const scalar: Scalar = node;
    return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
  }

  /** Of an empty value there is no place but the file's first line. */
  #span(node: Node | null): Span {
    const { text } = this.#tree;
    const { start, end } = node?.range ? spanOf(node) : { start: 0, end: 0 };
    // Line breaks after it belong to a block collection.
    return end > start
      ? { start, end: start + text.slice(start, end).trimEnd().length }
      : { start: 0, end: text.search(/[\r\n]|$/) };
  }
}

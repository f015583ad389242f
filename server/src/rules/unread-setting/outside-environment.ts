import { isServerVariable } from '../../clearml/settings.ts';
import { shownName } from '../../clearml/shown-name.ts';
import { type ComposeNode, entriesAt, nodeAt } from '../../deployment/compose/model/node.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Location } from '../../deployment/location.ts';
import type { Verdict } from './unread.ts';

/** Settings written where a container never sees them: as labels, or in an extension that no service takes up. */
export function elsewhereVerdicts(compose: ComposeProject): readonly Verdict[] {
  const labels = compose.services.filter(({ roles }) => roles.length > 0).flatMap(labelVerdicts);
  return compose.partial ? labels : [...labels, ...extensionVerdicts(compose)];
}

function labelVerdicts(service: ComposeService): readonly Verdict[] {
  return ['labels', 'annotations'].flatMap((key) =>
    namesIn(nodeAt(service.node, key)).map(({ name, at, path }): Verdict => {
      const message = [
        `A label is no setting: ${shownName(name)}`,
        'ClearML Server reads variables of its environment, and a label never reaches it.',
        'Move the line below “environment:”.',
      ].join('\n');
      return { at, path: `${path}#name`, message, service };
    }),
  );
}

/** `x-…` at the top of the project: its mappings count where a service takes them up by an alias or a merge key. */
function extensionVerdicts(compose: ComposeProject): readonly Verdict[] {
  const extensions = entriesAt(compose.root).filter(({ key }) => key.startsWith('x-'));
  if (extensions.length === 0) return [];
  const used = new Set(
    compose.services.flatMap(({ environment }) =>
      environment.map(({ nameAt }) => `${nameAt.uri} ${nameAt.span.start}`),
    ),
  );
  return extensions.flatMap(({ key, value }) =>
    settingsBelow(value)
      .filter(({ at }) => !used.has(`${at.uri} ${at.span.start}`))
      .map(({ name, at, path }): Verdict => {
        const message = [
          `No service takes up this setting: ${shownName(name)}`,
          `What stands under ${key} counts only where a service refers to it by an alias or a merge key.`,
          'Refer to it from the environment of the service that reads it, or remove it.',
        ].join('\n');
        return { at, path: `${path}#name`, message };
      }),
  );
}

interface Named {
  readonly name: string;
  readonly at: Location;
  readonly path: string;
}

function settingsBelow(node: ComposeNode): readonly Named[] {
  if (node.kind === 'scalar') return [];
  const inside =
    node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : node.items.map(({ value }) => value);
  return [...namesIn(node), ...inside.flatMap(settingsBelow)];
}

function namesIn(node: ComposeNode | undefined): readonly Named[] {
  const own = entriesAt(node).map(({ key, keyAt, value }) => ({ name: key, at: keyAt, path: value.path }));
  const items =
    node?.kind === 'list'
      ? node.items.flatMap(({ value, entry }) =>
          entry === undefined ? ofItem(value) : { name: entry.key, at: entry.keyAt, path: value.path },
        )
      : [];
  return [...own, ...items].filter(({ name }) => isServerVariable(name));
}

function ofItem(node: ComposeNode): readonly Named[] {
  const written = node.kind === 'scalar' ? node.text?.written : undefined;
  const name = /^[A-Z]+__\w+(?==)/.exec(written?.text ?? '')?.[0];
  if (name === undefined || written === undefined) return [];
  const span = written.locate({ start: 0, end: name.length }) ?? written.content;
  return [{ name, at: { uri: node.file.uri, span }, path: node.path }];
}

import { isKnownSetting } from '../../clearml/setting-catalogue.ts';
import { isServerVariable } from '../../clearml/settings.ts';
import { shownName } from '../../clearml/shown-name.ts';
import { type ComposeProject, composeFiles } from '../../deployment/compose/project.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { type Fix, joinEdits } from '../../fixes/fix.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import type { DotenvStatement } from '../../syntax/dotenv/index.ts';
import { listed } from '../listed.ts';
import { mayTakeEffect } from './activation.ts';
import { readName } from './names.ts';
import type { Verdict } from './unread.ts';

/** Settings in `.env` that no service receives: Compose puts its variables into the files, not into the containers. */
export function dotenvVerdicts(compose: ComposeProject, deployment: Deployment): readonly Verdict[] {
  if (compose.partial || deployment.processes.length === 0) return [];
  const passedOn = new Set(compose.services.flatMap(({ envFiles }) => envFiles.flatMap(({ uri }) => uri ?? [])));
  const bare = new Set(
    compose.services.flatMap(({ environment }) =>
      environment.flatMap(({ name, source }) => (source === 'project' ? name : [])),
    ),
  );
  const texts = [...composeFiles(compose).values()].map(({ text }) => text);
  const isUsed = (name: string) =>
    bare.has(name) || texts.some((text) => text.includes(`$${name}`) || text.includes(`\${${name}`));
  return compose.variables.files
    .filter(({ uri }) => !passedOn.has(uri))
    .flatMap(({ uri, tree }) =>
      tree.statements
        .filter(({ name }) => isServerVariable(name) && !isUsed(name) && !isReferred(name, tree.text))
        .map((statement): Verdict => {
          const { name, nameSpan } = statement;
          const message = [
            `No service receives ${shownName(name)}`,
            'Compose puts the variables of .env into its own files only; a container gets those that its environment names.',
            `Add “${shownName(name)}: \${${shownName(name)}}” to the environment of the service that reads it, or remove the line.`,
          ].join('\n');
          const fixes = () => passOn(statement, compose, deployment);
          return { at: { uri, span: nameSpan }, path: `${name}#name`, message, fixes };
        }),
    );
}

/** Another line of the file may put it in. */
function isReferred(name: string, text: string): boolean {
  return text.includes(`$${name}`) || text.includes(`\${${name}`);
}

function passOn({ name }: DotenvStatement, compose: ComposeProject, deployment: Deployment): readonly Fix[] {
  const read = readName(name);
  const value = compose.variables.lookup(name);
  if (read?.kind !== 'setting' || value === undefined) return [];
  const setting = read.path.join('.');
  const reading = deployment.processes.filter(({ role }) => role !== 'async_delete' && isKnownSetting(role, read.path));
  const services = [...new Set(reading.flatMap(({ service }) => service ?? []))];
  const lack = services.every(
    ({ environment }) => !environment.some((each) => each.name.toLowerCase() === name.toLowerCase()),
  );
  const safe = services.every((service) => mayTakeEffect(setting, { value, unset: [] }, [service], deployment));
  if (services.length === 0 || !lack || !safe) return [];
  const inserted = services.map((service) => insertVariables(service, [{ name, value: `\${${name}}` }]));
  const edits = joinEdits(inserted.filter((edit) => edit !== undefined));
  if (inserted.includes(undefined)) return [];
  const title = `Pass it to ${listed(services.map((service) => service.name))}`;
  return [
    {
      kind: 'pass-on',
      title,
      preferred: true,
      automatic: false,
      uris: edits.map(({ uri }) => uri),
      edits: () => edits,
    },
  ];
}

import { documentedVariable } from '../clearml/catalogue.ts';
import { isClearmlImage } from '../clearml/images.ts';
import { isServerVariable, settingOfVariable } from '../clearml/settings.ts';
import type { EnvironmentEntry } from '../deployment/compose/environment.ts';
import { dotenvFiles } from '../deployment/compose/project.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { hoconAssignments } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';

/** A place in a file that names a ClearML setting or variable, or supplies its value. */
export interface Mention {
  /** In dotted form; `undefined` for a variable that carries none. */
  readonly setting: string | undefined;
  /** The variable that names it; `undefined` in a configuration file. */
  readonly variable: string | undefined;
  readonly name: Span;
  /** Where the value stands here; absent where it stands elsewhere or nowhere. */
  readonly value: Span | undefined;
  /** The containers that get it from here. */
  readonly carriers: readonly Carrier[];
}

/** A container that gets a variable. */
export interface Carrier {
  readonly service: ComposeService;
  readonly entry: EnvironmentEntry;
}

/** Every mention in a file of a deployment, in no order; a place that serves several settings gives one for each. */
export function mentionsIn(deployment: Deployment, uri: string): readonly Mention[] {
  const carriers = (deployment.compose?.services ?? []).flatMap((service) =>
    service.environment.filter((entry) => isOurs(service, entry.name)).map((entry) => ({ service, entry })),
  );
  const found = [
    ...carriers.flatMap((carrier) => inCompose(carrier, uri)),
    ...inDotenv(deployment, carriers, uri),
    ...inHocon(deployment, uri),
  ];
  return joined(found);
}

/** `CLEARML__…` says by itself whose it is; a name like USER_KEY only on a service of ClearML. */
function isOurs(service: ComposeService, name: string): boolean {
  if (isServerVariable(name)) return true;
  if (settingOfVariable(name) === undefined && documentedVariable(name) === undefined) return false;
  return /^(?:CLEARML|TRAINS)_/.test(name) || service.roles.length > 0 || isClearmlImage(service.image?.value ?? '');
}

function inCompose(carrier: Carrier, uri: string): readonly Mention[] {
  const { nameAt, source, text, name } = carrier.entry;
  if (source === 'env_file' || nameAt.uri !== uri) return [];
  const value = text?.file.uri === uri ? text.written.content : undefined;
  return [{ setting: settingOfVariable(name), variable: name, name: nameAt.span, value, carriers: [carrier] }];
}

function inDotenv(deployment: Deployment, carriers: readonly Carrier[], uri: string): readonly Mention[] {
  const { compose, dotenv } = deployment;
  const file = (compose ? dotenvFiles(compose) : dotenv ? [dotenv] : []).find((each) => each.uri === uri);
  return (file?.tree.statements ?? []).flatMap(({ name, nameSpan, contentSpan }): Mention[] => {
    const passing = carriers.filter(({ entry }) => suppliedBy(entry, uri, contentSpan ?? nameSpan));
    const mention = (variable: string, of: readonly Carrier[]): Mention => {
      return { setting: settingOfVariable(variable), variable, name: nameSpan, value: contentSpan, carriers: of };
    };
    if (passing.length === 0) return isServerVariable(name) ? [mention(name, [])] : [];
    return passing.map((carrier) => mention(carrier.entry.name, [carrier]));
  });
}

/** True where a variable's value, or a piece of it, stands at a place. */
function suppliedBy(entry: EnvironmentEntry, uri: string, { start }: Span): boolean {
  const places = [entry.at, ...entry.pieces.map((piece) => piece.at)];
  return places.some((at) => at.uri === uri && at.span.start === start);
}

function inHocon({ hocon }: Deployment, uri: string): readonly Mention[] {
  const file = hocon.find((each) => each.uri === uri);
  if (file === undefined) return [];
  return hoconAssignments(file.tree).map(({ path, keySpan, valueSpan }) => {
    const setting = [...file.section, ...path].join('.');
    return { setting, variable: undefined, name: keySpan, value: valueSpan, carriers: [] };
  });
}

/** A variable behind an anchor, or in `.env`, serves several containers. */
function joined(mentions: readonly Mention[]): readonly Mention[] {
  const unique = new Map<string, Mention>();
  for (const mention of mentions) {
    const key = `${mention.name.start} ${mention.setting ?? mention.variable}`;
    const known = unique.get(key);
    unique.set(key, known ? { ...known, carriers: [...known.carriers, ...mention.carriers] } : mention);
  }
  return [...unique.values()];
}

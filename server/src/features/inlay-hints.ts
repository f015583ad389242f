import { secretKind } from '../clearml/secret-settings.ts';
import { isServerVariable } from '../clearml/settings.ts';
import type { Setting } from '../deployment/configuration/index.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { placeInFile } from '../deployment/inline-places.ts';
import type { Location } from '../deployment/location.ts';
import { type ClearmlProcess, processVariable } from '../deployment/processes.ts';
import { type Alteration, variableAlteration } from '../rules/secrets/alteration.ts';
import { entered, readingProcesses } from './effects.ts';
import { type Carrier, type Mention, mentionsIn } from './mentions.ts';

/** Says at a value that another one is in effect. */
export interface InlayHint {
  /** Behind the value. */
  readonly offset: number;
  readonly label: string;
  /** Where the value in effect stands, if a file has it. */
  readonly winner: Location | null;
}

/** The values of a file that are not what a process holds: overridden, altered on the way, or leaving the default. */
export function inlayHints(deployment: Deployment, uri: string): readonly InlayHint[] {
  return mentionsIn(deployment, uri).flatMap((mention): InlayHint[] => {
    const { setting, variable, value, carriers } = mention;
    if (setting === undefined || value === undefined) return [];
    if (variable !== undefined && !isServerVariable(variable)) return [];
    const effects = readingProcesses(deployment, entered(setting)).flatMap((reader) => {
      const found = effectIn(reader, mention, { uri, span: value });
      return found ?? [];
    });
    const altered = carriers.flatMap((carrier) => alterationIn(carrier, setting));
    const hints = [...altered, ...effects];
    const labels = new Set(hints.map(({ label }) => label));
    const winner = hints.map((each) => each.winner).find((each) => each !== null) ?? null;
    return labels.size === 0
      ? []
      : [{ offset: value.end, label: [...labels].join(', '), winner: winner && placeInFile(deployment, winner) }];
  });
}

type Effect = Pick<InlayHint, 'label' | 'winner'>;

/** What a process holds in the place of a value; `undefined` where it holds the value, or never gets it. */
function effectIn(reader: ClearmlProcess, mention: Mention, place: Location): Effect | undefined {
  const carrier = mention.carriers.find(({ service }) => service === reader.service);
  if (mention.variable !== undefined && carrier === undefined) return undefined;
  const held = reader.configuration.setting(entered(mention.setting ?? ''));
  const own = carrier === undefined ? place : processVariable(carrier.entry).origin;
  if (held.state !== 'known' || own === null || within(held.origin, own)) return undefined;
  if (held.overridden().some(({ origin }) => within(origin, own))) return overridden(held);
  // What a process reads and finds nothing in, like `${?X}`, leaves what is below it.
  const read = carrier !== undefined || reader.configuration.statements.some(({ source }) => source.uri === place.uri);
  return read && held.layer === 'built-in' ? { label: 'built-in default in effect', winner: null } : undefined;
}

function overridden({ layer, origin }: Extract<Setting, { state: 'known' }>): Effect {
  const by = { environment: 'by the environment', file: 'by a file', 'built-in': 'by the built-in default' }[layer];
  return { label: `overridden ${by}`, winner: origin };
}

function within(inner: Location | null, outer: Location): boolean {
  if (inner === null || inner.uri !== outer.uri) return false;
  return inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}

/** Only secrets: of a switch or a number nobody expects that it stays a text. */
function alterationIn({ service, entry }: Carrier, setting: string): readonly Effect[] {
  const found = secretKind(setting) === undefined ? undefined : variableAlteration(service, entry, setting);
  return found === undefined ? [] : [{ label: ALTERATIONS[found], winner: null }];
}

const ALTERATIONS: Readonly<Record<Alteration, string>> = {
  dollar: 'Compose replaces a part of it',
  cut: 'read only as far as the #',
  number: 'read as a number',
  boolean: 'read as true or false',
  null: 'read as nothing',
  duration: 'read as a duration',
  refused: 'the server does not start with it',
  unset: 'sets nothing',
  syntax: 'read differently',
};

import { readersOf } from '../clearml/catalogue.ts';
import type { Layer, Setting } from '../deployment/configuration/index.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { placeInFile } from '../deployment/inline-places.ts';
import type { Location } from '../deployment/location.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import type { Carrier } from './mentions.ts';
import { stringText, valueText } from './value-text.ts';

/** What some processes hold at a setting, masked, and how it came to that. */
export interface Effect {
  /** Names of the services; roles for a configuration directory that no compose file mounts. */
  readonly services: readonly string[];
  readonly text: string;
  /** Every source that sets it, in the order of loading: built-in default, files, variables; the last one counts. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly layer: Layer;
  readonly text: string;
  /** `null` for what is built in. */
  readonly at: Location | null;
}

/** A setting's effect in every process that reads it; processes with the same one are told together. */
export function effectsOf(deployment: Deployment, setting: string): readonly Effect[] {
  return grouped(
    readingProcesses(deployment, setting).map((reader) => ({
      services: [nameOf(reader)],
      ...inTheirFiles(deployment, effectOf(reader.configuration.setting(entered(setting)), setting)),
    })),
  );
}

type EffectOfOne = Omit<Effect, 'services'>;

function inTheirFiles(deployment: Deployment, { text, steps }: EffectOfOne): EffectOfOne {
  return { text, steps: steps.map((step) => ({ ...step, at: step.at && placeInFile(deployment, step.at) })) };
}

/** The effect of a variable that no server process reads as configuration: in each container what it gets. */
export function carriedEffects(carriers: readonly Carrier[], setting: string | undefined): readonly Effect[] {
  return grouped(
    carriers.map(({ service, entry }) => {
      const text = carriedText(entry, setting);
      return { services: [service.name], text, steps: [{ layer: 'environment', text, at: entry.at }] };
    }),
  );
}

export function readingProcesses({ processes }: Deployment, setting: string): readonly ClearmlProcess[] {
  const readers = readersOf(setting);
  return processes.filter(({ role }) => readers.includes(role));
}

export function nameOf({ service, role }: ClearmlProcess): string {
  return service?.name ?? role;
}

/** The path as far as it leads through objects: what is in a list is part of the list’s value. */
export function entered(setting: string): string {
  return setting.replace(/\.\d+(?:\..*)?$/, '');
}

function effectOf(setting: Setting, name: string): EffectOfOne {
  const path = entered(name);
  const below = setting
    .overridden()
    .map(({ layer, origin, value }): Step => ({ layer, text: valueText(path, value), at: origin }))
    .toReversed();
  if (setting.state === 'unset') return { text: 'not set', steps: below };
  if (setting.state === 'unknown') return { text: `can’t be told: ${setting.reason}`, steps: below };
  const text = valueText(path, setting.value);
  return { text, steps: [...below, { layer: setting.layer, text, at: setting.origin }] };
}

function carriedText({ unset, value }: Carrier['entry'], setting: string | undefined): string {
  if (unset.length > 0) return `can’t be told: ${unset.join(' and ')} is set in no file that is visible here.`;
  return value === undefined ? 'supplied when the server is started' : stringText(setting, value);
}

function grouped(effects: readonly Effect[]): readonly Effect[] {
  const groups = new Map<string, Effect>();
  for (const effect of effects) {
    const key = JSON.stringify([effect.text, effect.steps]);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, services: [...known.services, ...effect.services] } : effect);
  }
  return [...groups.values()];
}

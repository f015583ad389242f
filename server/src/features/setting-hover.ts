import { type Documented, documentedSetting, documentedVariable, readersOf } from '../clearml/catalogue.ts';
import { isServerVariable } from '../clearml/settings.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { Span } from '../syntax/span.ts';
import { carriedEffects, type Effect, effectsOf } from './effects.ts';
import { type Mention, mentionsIn } from './mentions.ts';

/** What is to be said of a setting or variable at a place. */
export interface SettingHover {
  /** The name or the value that was pointed at. */
  readonly span: Span;
  /** The setting in dotted form, else the variable. */
  readonly title: string;
  readonly documented: Documented | undefined;
  /** Where they differ, several. */
  readonly effects: readonly Effect[];
  /** Why this place has no effect, if it has none. */
  readonly notes: readonly string[];
}

/** Everything to be said of an offset in a file; nothing where something else than ClearML's stands there. */
export function settingHovers(deployment: Deployment, uri: string, offset: number): readonly SettingHover[] {
  return mentionsIn(deployment, uri).flatMap((mention): SettingHover[] => {
    const span = [mention.name, mention.value].find((each) => each && each.start <= offset && offset <= each.end);
    return span === undefined ? [] : [{ span, ...describe(deployment, mention) }];
  });
}

function describe(deployment: Deployment, mention: Mention): Omit<SettingHover, 'span'> {
  const { setting, variable, carriers } = mention;
  const own = variable === undefined ? undefined : documentedVariable(variable);
  const parsed = setting !== undefined && (variable === undefined || isServerVariable(variable));
  return {
    title: parsed ? setting : (variable ?? ''),
    documented: own ?? (setting === undefined ? undefined : documentedSetting(setting)),
    effects: parsed ? effectsOf(deployment, setting) : carriedEffects(carriers, setting),
    notes: parsed && variable !== undefined ? notesOn(mention, setting) : [],
  };
}

function notesOn({ carriers, variable }: Mention, setting: string): readonly string[] {
  if (carriers.length === 0) return [`No service receives ${variable} from this file.`];
  const readers = readersOf(setting);
  const deaf = carriers.filter(({ service }) => !service.roles.some((role) => readers.includes(role)));
  return deaf.map(({ service }) => `${service.name} does not read this setting.`);
}

import type { PublishedDefault } from '../../clearml/published-defaults.ts';
import type { SecretKind } from '../../clearml/secret-settings.ts';
import { type Weakness, weaknessOf } from '../../clearml/secret-strength.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Location } from '../../deployment/location.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import type { Finding } from '../finding.ts';
import type { Alteration } from './alteration.ts';

/** A value that stands at one place for a setting that holds a secret, or a published one at any place. */
export interface SecretValue {
  /** The value itself, without quotes: what a fresh secret replaces. */
  readonly at: Location;
  readonly path: string;
  readonly language: 'compose' | 'dotenv' | 'hocon';
  /** The setting the value is for, in dotted form; `undefined` where nobody says. */
  readonly setting: string | undefined;
  readonly kind: SecretKind;
  /** What is meant: the characters as written, quotes and escapes undone. Empty where nothing stands. */
  readonly text: string;
  /** The same as the container gets it, for a value in a compose file: HOCON's escapes still in it. */
  readonly raw: string;
  readonly published?: PublishedDefault;
  /** Why the server reads something else than what is meant. */
  readonly alteration?: Alteration;
  /** Why the value is not in effect, or less than it seems; for the message. */
  readonly note?: string;
  readonly related: Finding['related'];
  /** The variable that carries it, in a compose file. */
  readonly carrier?: Carrier;
}

export interface Carrier {
  readonly service: ComposeService;
  readonly entry: EnvironmentEntry;
}

/** What makes a value easy to guess; several rules ask. */
export const weaknessIn = memoizeByIdentity(({ text, kind }: SecretValue): Weakness | undefined =>
  weaknessOf(text, kind),
);

/** Names a value's place; every plan that the value is in asks. */
export const placeKey = memoizeByIdentity(({ at: { uri, span } }: SecretValue) => `${uri} ${span.start} ${span.end}`);

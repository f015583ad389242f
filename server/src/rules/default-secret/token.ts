import type { PublishedDefault } from '../../clearml/published-defaults.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Location } from '../../deployment/location.ts';
import type { Finding, Severity } from '../finding.ts';

/** A public value found at one place. */
export interface SecretToken {
  /** The value itself, without quotes: what a fresh secret replaces. */
  readonly at: Location;
  readonly path: string;
  /** The setting the value is for, in dotted form; `undefined` where nobody says. */
  readonly setting: string | undefined;
  readonly kind: 'key' | 'secret';
  /** `empty`: nothing stands there, and nothing is what the server signs with. */
  readonly published: PublishedDefault | 'empty';
  readonly severity: Severity;
  readonly related: Finding['related'];
  /** Why the value is not in effect, or less than it seems; for the message. */
  readonly note?: string;
  /** The variable that carries it, in a compose file. */
  readonly carrier?: { readonly service: ComposeService; readonly entry: EnvironmentEntry };
}

import type { SecretSource } from '../clearml/secrets.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import type { Finding } from '../rules/finding.ts';
import type { NamedFile } from './checker.ts';
import { type Choose, type FixOptions, type FixOutcome, fixFiles, preferredFix } from './fix-files.ts';

/** What a person decides; the rest follows. */
export interface SecureChoices {
  /** Where secrets go that are written nowhere yet. */
  readonly secrets: 'dotenv' | 'environment' | 'secure-conf';
  /** Whether configuration directories that can't be seen from here are empty, as on a server that is being set up. */
  readonly fresh: boolean;
  /** Who logs in from now on; `null` leaves Web Login as it is. */
  readonly userName: string | null;
  /** What becomes of ports that are open to the network and should not be. */
  readonly ports: 'remove' | 'loopback' | 'expose' | 'leave';
}

/** The kind of fix that each choice stands for. */
const MISSING_SECRETS: Readonly<Record<SecureChoices['secrets'], string>> = {
  dotenv: 'generate-in-dotenv',
  environment: 'generate-in-environment',
  'secure-conf': 'generate-in-secure-conf',
};
const PORTS: Readonly<Record<SecureChoices['ports'], string | undefined>> = {
  remove: 'remove-port',
  loopback: 'bind-loopback',
  expose: 'expose-port',
  leave: undefined,
};

/**
 * Makes a deployment secure as a person chose it: every fix of a warning or an error, one after the other, until nothing
 * is left that has one. Nothing is written.
 * @param file any file of the deployment
 */
export function secureDeployment(
  file: NamedFile,
  files: FileSystem,
  choices: SecureChoices,
  options: Omit<FixOptions, 'which'>,
): Promise<FixOutcome> {
  const { userName, fresh } = choices;
  const secrets: SecretSource = userName === null ? options.secrets : { ...options.secrets, userName };
  return fixFiles([file], files, { ...options, look: { ...options.look, fresh }, secrets, which: chosen(choices) });
}

function chosen({ secrets, userName, ports }: SecureChoices): Choose {
  return (finding) => {
    const ofKind = (kind: string | undefined) => finding.fixes.find((fix) => fix.kind === kind);
    if (finding.rule === 'literal-secret' && secrets === 'dotenv') return ofKind('move-to-dotenv');
    if (!isUrgent(finding)) return undefined;
    if (LEFT_ALONE.has(finding.rule)) return undefined;
    if (finding.rule === 'web-login-off' && userName === null) return undefined;
    if (PORT_RULES.has(finding.rule))
      return ports === 'leave' ? undefined : (ofKind(PORTS[ports]) ?? preferredFix(finding));
    if (secrets === 'dotenv')
      return ofKind(MISSING_SECRETS.dotenv) ?? ofKind('move-to-dotenv') ?? preferredFix(finding);
    return ofKind(MISSING_SECRETS[secrets]) ?? preferredFix(finding);
  };
}

/** Whether somebody has to look at a finding before a deployment is secure. */
export function isUrgent({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'error' || severity === 'warning';
}

/** What a person wrote about findings is the person's to change. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['suppression']);
const PORT_RULES: ReadonlySet<string> = new Set(['exposed-datastore', 'unexpected-port']);

import type { ConfigurationRole } from '../../clearml/release-loader.ts';
import { shownName } from '../../clearml/shown-name.ts';

const IGNORED = 'What it was meant to change stays as it is: another value, or the public default.';

/** A setting or a variable that nothing reads. */
export function misspeltMessage(name: string, correct: string | undefined): string {
  return [
    `ClearML Server reads no setting of this name: ${shownName(name)}`,
    IGNORED,
    correct === undefined ? 'Correct the name or remove it.' : `Did you mean ${correct}?`,
  ].join('\n');
}

export function wrongServiceMessage(name: string, service: string, readers: readonly string[]): string {
  return [
    `${service} does not read ${shownName(name)}`,
    IGNORED,
    readers.length === 0 ? 'Remove it.' : `Set it on ${readers.join(' and ')}, which does, or remove it.`,
  ].join('\n');
}

export function wrongRoleMessage(name: string, service: string, role: ConfigurationRole): string {
  return [
    `${service} does not read ${shownName(name)}`,
    IGNORED,
    `It is a setting of the ${role === 'fileserver' ? 'file server' : 'API server'}: set it there, or remove it.`,
  ].join('\n');
}

export function releaseMessage(name: string, release: string): string {
  return [
    `ClearML Server ${release} does not read ${shownName(name)}`,
    IGNORED,
    'Before 1.0.0 settings have the prefix TRAINS__. Update the image, or correct the name.',
  ].join('\n');
}

export function overriddenMessage(name: string, winner: string): string {
  return [
    `Overridden: ${shownName(name)}`,
    `${winner}, so this value has no effect. Whoever changes it here changes nothing.`,
    'Remove it, or remove the other.',
  ].join('\n');
}

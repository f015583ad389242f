import { createHash } from 'node:crypto';
import type { Finding } from '../rules/finding.ts';

/**
 * A checksum of what a finding is about: rule, file and the token's path in it, never a value or a line number.
 * @param file path of the finding's file, from a folder that stays the same between runs
 * @param salt keeps others from finding out by trial what a checksum stands for
 * @returns SHA-256 in hexadecimal
 */
export function findingIdentity({ rule, path }: Finding, file: string, salt = ''): string {
  return createHash('sha256').update([salt, rule, file, path].join('\0')).digest('hex');
}

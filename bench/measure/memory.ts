import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The resident memory of a running process in bytes; `undefined` where the system has no way to ask. */
export function residentMemory(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform === 'win32') return undefined;
  const kilobytes =
    process.platform === 'linux'
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

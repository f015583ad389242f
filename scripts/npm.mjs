import { execFileSync } from 'node:child_process';

/**
 * Runs npm in a folder, its output shown; throws when it fails. Within an npm script it is the npm that runs the script.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function runNpm(args, cwd) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) execFileSync(process.execPath, [cli, ...args], { cwd, stdio: 'inherit' });
  else execFileSync('npm', [...args], { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
}

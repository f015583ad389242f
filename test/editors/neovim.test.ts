import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PUBLIC_TOKEN } from '../lsp/deployment.ts';

const SCRIPT = join(import.meta.dirname, 'neovim.lua');
const SERVER = join(import.meta.dirname, '../../server/src/main.cli.ts');
const PUBLIC_KEY = '62T8CP7HGBC6647XF9314C2VY67RJO';
/** Two UTF-16 units, four bytes. */
const ASTRAL = '🔑';

const FILE = [
  'services:',
  '  apiserver:',
  '    image: clearml/server:2.3.0',
  '    command: [apiserver]',
  `    environment: { LABEL: "${ASTRAL}${ASTRAL}", CLEARML__secure__auth__token_secret: ${PUBLIC_TOKEN}, AFTER: "${ASTRAL}" }`,
];

interface Seen {
  readonly problem?: string;
  readonly published: number;
  readonly title: string;
  readonly before: readonly Diagnostic[];
  readonly after: readonly Diagnostic[];
  readonly typed: readonly Diagnostic[];
  readonly fixed: readonly string[];
}

interface Diagnostic {
  readonly rule: string;
  readonly line: number;
  readonly text: string;
}

const version = spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];

if (version === undefined) {
  // A machine without Neovim is no reason to fail, but nobody shall think that this was tested.
  console.error(
    '\n***  NEOVIM IS NOT HERE: the language server was not tested with it. Install the package neovim.  ***\n',
  );
} else {
  describe(`the language server in ${version}`, () => {
    const seen = drive();

    it('gets diagnostics, with the ranges that the server means', () => {
      assert.equal(seen.problem, undefined);
      assert.ok(seen.published > 0);
      const [secret] = seen.before.filter(({ rule }) => rule === 'default-secret');
      assert.deepEqual([secret?.line, secret?.text], [4, PUBLIC_TOKEN]);
    });

    it('applies a quick fix, and every other byte stays', () => {
      assert.equal(seen.title, 'Generate fresh secret');
      const [before = '', after = ''] = (FILE[4] ?? '').split(PUBLIC_TOKEN);
      const line = seen.fixed[4] ?? '';
      assert.ok(line.startsWith(before) && line.endsWith(after), 'what stands around the secret');
      assert.match(line.slice(before.length, line.length - after.length), /^[A-Za-z][\w-]{53,}$/);
      assert.deepEqual([...seen.fixed.slice(0, 4), ...seen.fixed.slice(5)], FILE.slice(0, 4));
      assert.ok(!seen.after.some(({ text }) => text === PUBLIC_TOKEN));
    });

    it('sends edits in the right place, after astral characters too', () => {
      const [key] = seen.typed.filter(({ rule }) => rule === 'default-secret');
      assert.deepEqual([key?.line, key?.text], [4, PUBLIC_KEY]);
    });
  });
}

/** Runs Neovim once, with no configuration of the user's. */
function drive(): Seen {
  const directory = mkdtempSync(join(tmpdir(), 'clearml-secure-neovim-'));
  try {
    const file = join(directory, 'docker-compose.yml');
    const [input, output] = [join(directory, 'input.json'), join(directory, 'output.json')];
    writeFileSync(file, `${FILE.join('\n')}\n`);
    const typed = [
      ...FILE.slice(0, 4),
      `    environment: { A: "${ASTRAL}", CLEARML__secure__credentials__apiserver__user_key: "${PUBLIC_KEY}" }`,
    ];
    const command = [process.execPath, SERVER, 'lsp', '--stdio'];
    writeFileSync(
      input,
      JSON.stringify({
        file,
        directory,
        command,
        rule: 'default-secret',
        secret: PUBLIC_TOKEN,
        typed,
        typedSecret: PUBLIC_KEY,
      }),
    );
    const env = {
      ...process.env,
      CLEARML_SECURE_INPUT: input,
      CLEARML_SECURE_OUTPUT: output,
      XDG_CONFIG_HOME: directory,
      XDG_DATA_HOME: directory,
      XDG_STATE_HOME: directory,
      XDG_CACHE_HOME: directory,
    };
    const { stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-n', '-c', `luafile ${SCRIPT}`, '-c', 'qall!'], {
      encoding: 'utf8',
      env,
      timeout: 180_000,
    });
    try {
      return JSON.parse(readFileSync(output, 'utf8')) as Seen;
    } catch {
      throw new Error(`Neovim wrote nothing: ${stderr}`);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

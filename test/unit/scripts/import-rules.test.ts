import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importProblems } from '../../../scripts/import-rules.ts';

const refused: readonly (readonly [path: string, text: string, problem: string])[] = [
  ['server/src/syntax/a.ts', "import { b } from '../rules/b.ts';", 'syntax may not import rules'],
  ['server/src/syntax/a.ts', "export { b } from '../clearml/b.ts';", 'syntax may not import clearml'],
  ['server/src/deployment/compose/a.ts', "import '../../analysis/b.ts';", 'deployment may not import analysis'],
  ['server/src/analysis/a.ts', "const b = await import('../lsp/b.ts');", 'analysis may not import lsp'],
  ['server/src/fixes/a.ts', "import { b } from '../rules/b.ts';", 'fixes may not import rules'],
  ['server/src/lsp/a.ts', "import { b } from '../cli/b.ts';", 'lsp may not import cli'],
  ['server/src/rules/a.ts', "import { readFile } from 'node:fs/promises';", 'rules may not import node:fs/promises'],
  [
    'server/src/rules/a.ts',
    "import { Range } from 'vscode-languageserver';",
    'rules may not import vscode-languageserver',
  ],
  ['server/src/rules/a.ts', "import fs from 'fs';", 'rules may not import fs'],
  ['client/src/a.ts', "import { b } from '../../server/src/lsp/b.ts';", 'client may not import lsp'],
  ['server/src/features/a.ts', "import { b } from '../lsp/b.ts';", 'features may not import lsp'],
  ['server/src/analysis/a.ts', "import { b } from '../features/b.ts';", 'analysis may not import features'],
  ['server/src/cli/a.ts', "import { b } from '../protocol/b.ts';", 'cli may not import protocol'],
  ['server/src/features/a.ts', 'queueMicrotask(fetch());', 'features may not use fetch('],
  ['server/src/protocol/a.ts', "import { b } from '../syntax/b.ts';", 'protocol may not import syntax'],
  ['client/src/a.ts', "import manifest from '../../package.json';", 'client may not import outside'],
  ['server/src/clearml/a.ts', 'const now = Date.now();', 'clearml may not use Date.now'],
  ['server/src/deployment/a.ts', 'const home = process.env.HOME;', 'deployment may not use process.'],
  ['server/src/fixes/a.ts', 'setTimeout(() => {}, 1);', 'fixes may not use setTimeout'],
];

for (const [path, text, problem] of refused) {
  test(`refuses in ${path}: ${text}`, () => {
    assert.deepEqual(importProblems(path, `// first line\n${text}\n`), [`${path}:2: ${problem}`]);
  });
}

const allowed: readonly (readonly [path: string, text: string])[] = [
  ['server/src/rules/a.ts', "import { b } from '../syntax/b.ts';"],
  ['server/src/rules/a.ts', "import type { Fix } from '../fixes/fix.ts';"],
  ['server/src/fixes/a.ts', "import type { Finding } from '../rules/finding.ts';"],
  ['server/src/syntax/yaml/a.ts', "import { parseDocument } from 'yaml';"],
  ['server/src/lsp/a.ts', "import { Range } from 'vscode-languageserver';\nimport { b } from '../analysis/b.ts';"],
  ['server/src/cli/a.ts', "import { b } from '../features/b.ts';"],
  ['server/src/main.node.ts', "import { b } from './lsp/b.ts';\nimport { c } from './host/c.ts';"],
  ['server/src/host/a.ts', "import { readFile } from 'node:fs/promises';"],
  ['client/src/commands/a.ts', "import { b } from '../../../server/src/clearml/b.ts';"],
  ['client/src/a.ts', "import type { B } from '../../server/src/protocol/b.ts';"],
  ['server/src/rules/a.ts', "// import { b } from '../lsp/b.ts';\n/* process.env */\nconst a = 'process.env';"],
  ['server/src/rules/a.ts', "const url = 'https://example.org/a'; const b = 1;"],
];

for (const [path, text] of allowed) {
  test(`allows in ${path}: ${text.split('\n')[0]}`, () => {
    assert.deepEqual(importProblems(path, text), []);
  });
}

// npm run mutation [-- <folder of server/src>...]: makes one small mistake after the other in the source and runs the tests
// that reach it; prints those that no test noticed, and for each folder the share of those that one did. Results and a
// page to look through them are in mutation/.
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

/** The tests that are about a part of the source, as the first folder of its path says; the telling ones first. */
const TESTS = {
  // The fixtures of the rules are whole deployments: much of what the parsers and loaders say is asked for there.
  syntax: [
    'test/unit/syntax/**/*.test.ts',
    'test/conformance/{interpolation,pyhocon}.test.ts',
    'test/unit/rules/fixtures.test.ts',
  ],
  deployment: [
    'test/unit/deployment/**/*.test.ts',
    'test/conformance/*.test.ts',
    'test/unit/rules/{fixtures,deployments}.test.ts',
  ],
  // Those that try every published default take longer than all others together, and tell less than the fixtures.
  rules: [
    'test/unit/rules/fixtures.test.ts',
    'test/unit/rules/!(default-secret-*|scale).test.ts',
    'test/unit/rules/*/**/*.test.ts',
    'test/unit/fixes/*.test.ts',
  ],
  clearml: ['test/unit/clearml/*.test.ts'],
};
const DETECTED = ['Killed', 'Timeout'];
const UNDETECTED = ['Survived', 'NoCoverage'];

const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['rules', 'deployment', 'syntax'];
for (const folder of wanted) {
  if (!(folder.split('/')[0] in TESTS))
    throw new Error(`${folder}: begin with one of ${Object.keys(TESTS).join(', ')}`);
}

const results = [];
for (const part of new Set(wanted.map((folder) => folder.split('/')[0]))) {
  const folders = wanted.filter((folder) => folder.split('/')[0] === part);
  const stryker = new Stryker({
    mutate: folders.map((folder) => `server/src/${folder.replace(/\/$/, '')}{,/**/*}.ts`),
    // Nobody compiles, and the preprocessor for it needs an older TypeScript.
    tsconfigFile: 'no-tsconfig.json',
    testRunner: 'node-test',
    plugins: [fileURLToPath(new URL('mutation/runner.mjs', import.meta.url))],
    nodeTest: { files: TESTS[part] },
    coverageAnalysis: 'perTest',
    // Processes at the same time.
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
    timeoutMS: 5_000,
    // A message in other words is no mistake; changed expressions may be none that a regular expression with `u` allows.
    mutator: { excludedMutations: ['StringLiteral', 'Regex'] },
    ignorePatterns: ['/mutation', '/dist', '/bench', '/client', '/images', '/test/e2e'],
    tempDirName: 'mutation/tmp',
    incremental: true,
    incrementalFile: `mutation/${part}.incremental.json`,
    reporters: ['clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    htmlReporter: { fileName: `mutation/${part}.html` },
    jsonReporter: { fileName: `mutation/${part}.json` },
    allowConsoleColors: false,
    logLevel: 'warn',
  });
  results.push(...(await stryker.runMutationTest()));
}

const byFolder = Map.groupBy(results, ({ fileName }) => folderOf(fileName));
for (const [folder, mutants] of [...byFolder].sort(([left], [right]) => (left < right ? -1 : 1))) {
  const count = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [detected, all] = [count(DETECTED), count([...DETECTED, ...UNDETECTED])];
  const score = all === 0 ? '—' : `${((100 * detected) / all).toFixed(1)} %`;
  console.log(`${folder}: ${score} (${detected} of ${all} noticed)`);
}

/** Below server/src. */
function folderOf(fileName) {
  const path = fileName.replaceAll('\\', '/');
  const below = path.slice(path.lastIndexOf('/server/src/') + '/server/src/'.length);
  return below.slice(0, below.lastIndexOf('/'));
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMap, type Node } from 'yaml';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { NO_VARIABLES } from '../../server/src/deployment/compose/environment-layers.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { BoundedLexemes } from '../../server/src/syntax/yaml/bounded-lexemes.ts';
import { entriesOf, parseYaml, type YamlTree } from '../../server/src/syntax/yaml/index.ts';
import { composeProject } from '../compose-project.ts';
import { memoryFiles } from '../memory-files.ts';

const MEBIBYTE = 1024 * 1024;
const CLEARML = 'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n';
const filled = (piece: string, rest = CLEARML.length + 100) =>
  piece.repeat(Math.floor((MEBIBYTE - rest) / piece.length));

describe('the work on a YAML text ends', () => {
  for (const piece of ['[', '{a: ', '- ', 'a: ', '? ', '"" ', '&a ', '---\n- a\n']) {
    it(`before a mebibyte of ${JSON.stringify(piece)} is read`, () => {
      const lexemes = new BoundedLexemes(filled(piece));
      let tokens = 0;
      for (const _ of lexemes.tokens()) tokens++;
      assert.ok(lexemes.tooMany && tokens <= 200_000);
    });
  }

  it('only where there is too much of it: comments and blanks are free', () => {
    const tree = parseYaml(`${CLEARML}${filled('# a\n\n')}`);
    assert.ok(Number.isFinite(tree.nodes) && isMap(tree.roots[0]));
  });

  it('after so many steps through merge keys, however they branch', () => {
    const links = Array.from(
      { length: 3000 },
      (_, at) => `x${at + 1}: &x${at + 1}\n  <<: [*x${at}, *x${at}, *x${at}]\n`,
    );
    const tree = parseYaml(`x0: &x0 {a: 1}\n${links.join('')}`);
    let steps = 0;
    const counting = new Map(tree.anchors);
    counting.get = (alias) => {
      steps++;
      return tree.anchors.get(alias);
    };
    const counted: YamlTree = { ...tree, anchors: counting };
    const root = tree.roots[0] as Node;
    const last = entriesOf(tree, root).at(-1)?.value;
    entriesOf(counted, last);
    assert.ok(steps > 0 && steps <= 1000);
  });
});

describe('a file that is too much is told of', () => {
  for (const [what, piece] of Object.entries({ brackets: '[', dashes: '- ', values: 'a: ' })) {
    it(`a mebibyte of ${what}`, async () => {
      const uri = 'file:///w/docker-compose.yml';
      const text = `${CLEARML}    x-a: ${filled(piece)}`;
      const report = await createChecker(memoryFiles({ [uri]: text })).check([uri], { scope: 'clearml', rules: {} });
      assert.deepEqual(
        report.findings.map(({ rule }) => rule),
        ['unreadable-file'],
      );
    });
  }

  it('but a name of half a mebibyte and 20,000 variables are only long', async () => {
    const uri = 'file:///w/docker-compose.yml';
    const variables = Array.from({ length: 20_000 }, (_, at) => `      CLEARML__secure__a${at}: x\n`);
    const text = `${CLEARML}    environment:\n      CLEARML${'__a'.repeat(MEBIBYTE / 6)}: x\n${variables.join('')}`;
    const report = await createChecker(memoryFiles({ [uri]: text })).check([uri], { scope: 'clearml', rules: {} });
    assert.ok(report.deployments === 1);
  });
});

describe('the work on a project ends', () => {
  const project = (text: string) => composeProject('file:///w/compose.yaml', text, NO_VARIABLES);

  it('when its ports have named every port there is more than once', () => {
    const services = Array.from({ length: 300 }, (_, at) => `  s${at}:\n    ports: ["1-65535:1-65535", "80"]\n`);
    const entries = project(`services:\n${services.join('')}`).services.flatMap(({ ports }) => ports);
    const count = entries.reduce((sum, { mappings }) => sum + mappings.length, 0);
    assert.ok(count > 65_535 && count < 200_000);
    assert.equal(entries.length, 600);
    assert.equal(entries.at(-1)?.unknown, 'entry');
  });

  it('when a chain of services that extend one another is very long', () => {
    const chain = Array.from({ length: 2000 }, (_, at) => `  s${at + 1}:\n    extends: s${at}\n`);
    const { problems, services } = project(`services:\n  s0:\n    image: redis:7\n${chain.join('')}`);
    assert.equal(services.length, 2001);
    assert.equal(services.at(20)?.image?.value, 'redis:7');
    assert.ok(problems().some(({ kind }) => kind === 'extends'));
  });
});

describe('the work on many services that hold the same account', () => {
  const HOW_MANY = 300;
  const services = (password: (at: number) => string) =>
    Array.from(
      { length: HOW_MANY },
      (_, at) =>
        `  s${at}:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    environment:\n` +
        `      CLEARML__secure__auth__token_secret: ${password(at)}\n`,
    ).join('');
  const weakIn = async (text: string) => {
    const checker = createChecker(memoryFiles({ 'file:///d/docker-compose.yml': `services:\n${text}` }));
    const { findings } = await checker.check(['file:///d/docker-compose.yml'], { rules: {} });
    return findings.filter(({ rule }) => rule === 'weak-secret');
  };

  it('is done once for all values that are replaced together: they share one fix', async () => {
    const weak = await weakIn(services((at) => `abc${at}`));
    assert.equal(weak.length, HOW_MANY);
    assert.equal(new Set(weak.map(({ fixes }) => fixes[0])).size, 1);
    assert.equal(editsOf(weak[0]).length, HOW_MANY);
  });

  it('is done for each that is replaced for its own sake', async () => {
    // One that is only shorter than advised is left alone by the others' fixes, unless they must agree.
    const weak = await weakIn(services((at) => (at === 7 ? 'Zq8rT4xW2kL6mN9pB3vJ7cF5dG1hS0aYeUiO' : `abc${at}`)));
    const fixes = new Set(weak.map(({ fixes }) => fixes[0]));
    assert.equal(fixes.size, 2);
    for (const fix of fixes) assert.equal(editsOf({ fixes: fix === undefined ? [] : [fix] }).length, HOW_MANY);
  });
});

describe('the work on variables', () => {
  const MOST = 10_000;
  const inAliases = (services: number, variables: number) =>
    `x-all: &all\n${Array.from({ length: variables }, (_, at) => `  CLEARML__a__b${at}: v${at}\n`).join('')}services:\n` +
    Array.from(
      { length: services },
      (_, at) => `  s${at}:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    environment: *all\n`,
    ).join('');
  const check = (text: string) => {
    const uri = 'file:///d/docker-compose.yml';
    return createChecker(memoryFiles({ [uri]: text })).check([uri], { rules: {} });
  };
  const rulesOf = (findings: readonly Finding[]) => new Set(findings.map(({ rule }) => rule));

  it('ends where a project has more than anybody would write, and says so at the file', async () => {
    const { findings, deployments } = await check(inAliases(101, MOST / 100));
    assert.deepEqual([...rulesOf(findings)], ['unreadable-file']);
    assert.match(findings[0]?.message ?? '', /10,000 variables/);
    assert.equal(findings.length, 1);
    assert.equal(deployments, 1);
  });

  it('is done up to there', async () => {
    const { findings } = await check(inAliases(100, MOST / 100));
    assert.ok(rulesOf(findings).has('default-in-effect'));
    assert.ok(!rulesOf(findings).has('unreadable-file'));
  });
});

function editsOf(finding: Pick<Finding, 'fixes'> | undefined) {
  const source = { key: () => 'K', secret: () => 'S', password: () => 'P', hash: () => 'H' };
  return finding?.fixes[0]?.edits(source).flatMap(({ edits }) => edits) ?? [];
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withProgress } from '../../server/src/cli/progress.ts';
import { progressOn, wantsColors } from '../../server/src/cli/terminal.ts';
import { printable } from '../../server/src/cli/text.ts';
import { memoryFiles } from '../memory-files.ts';
import { Workspace } from './command.ts';

const write = () => undefined;

describe('colours', () => {
  for (const [variables, isTTY, colors] of [
    [{}, true, true],
    [{}, false, false],
    [{ CI: 'true' }, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ] as const) {
    it(`are ${colors ? 'used' : 'left out'} with ${JSON.stringify(variables)} ${isTTY ? 'on' : 'off'} a terminal`, () => {
      assert.equal(wantsColors(variables, { isTTY, write }), colors);
    });
  }
});

describe('progress', () => {
  it('is shown on a terminal only, and not in a pipeline', () => {
    assert.ok(progressOn({}, { isTTY: true, write }));
    for (const [variables, isTTY] of [
      [{}, false],
      [{ CI: 'true' }, true],
      [{ TERM: 'dumb' }, true],
    ] as const) {
      assert.equal(progressOn(variables, { isTTY, write }), undefined);
    }
  });

  it('writes one line over the other', () => {
    const written: string[] = [];
    const show = progressOn({}, { isTTY: true, write: (text) => written.push(text) });
    show?.('a');
    show?.('');
    assert.deepEqual(written, ['\r\u001b[Ka', '\r\u001b[K']);
  });

  it('counts the files that are read', async () => {
    const lines: string[] = [];
    const files = withProgress(memoryFiles({ 'memory:/a': 'x' }), (line) => lines.push(line));
    for (let count = 0; count < 120; count++)
      assert.deepEqual(await files.read('memory:/a'), { kind: 'text', text: 'x' });
    assert.deepEqual(lines, ['50 files read…', '100 files read…']);
    assert.equal((await files.list('memory:/'))?.length, 1);
  });

  it('is taken away before the report, and gives the same one', async () => {
    const folders = Array.from({ length: 60 }, (_, index) => [`${index}/compose.yaml`, 'services: {}\n']);
    using workspace = new Workspace(Object.fromEntries(folders));
    const lines: string[] = [];
    const { out } = await workspace.run('check');
    const watched = await workspace.watched((line) => lines.push(line), 'check');
    assert.equal(watched.out, out);
    assert.ok(lines.length >= 2);
    assert.equal(lines.at(-1), '');
  });
});

describe('names on a terminal', () => {
  it('can’t move the cursor or begin a line', async () => {
    assert.equal(printable('a\n::error::\u001b[2J\u009b'), 'a\ufffd::error::\ufffd[2J\ufffd');
    const file = 'x\n\u001b[2J/compose.yaml';
    using workspace = new Workspace({ [file]: 'services:\n  redis:\n    image: redis:7\n    ports: ["6379:6379"]\n' });
    const { out } = await workspace.run('check', '--scope', 'all', file);
    assert.match(out, /^x\ufffd\ufffd\[2J\/compose\.yaml:4:13 {2}error/);
  });
});

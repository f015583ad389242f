import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toPlain } from '../../../../server/src/syntax/hocon/index.ts';
import { load, type Process } from './process.ts';

const CONFIG = '/opt/clearml/config';

/** Code and place of each error. */
const errorsOf = (process: Process) =>
  load(process).errors.map(({ code, location }) => [
    code,
    location?.uri.replace(`file://${CONFIG}/`, ''),
    location?.span,
  ]);

describe('a configuration that the server stops over', () => {
  for (const [name, process, expected] of [
    ['a broken file', { files: { 'x.conf': 'a: [' } }, [['file-syntax', 'x.conf']]],
    ['a file with a byte order mark', { files: { 'x.conf': '\ufeffa: 1' } }, [['byte-order-mark', 'x.conf']]],
    ['a reference to nothing', { files: { 'x.conf': 'a: ${NOPE}' } }, [['unresolved-substitution', 'x.conf']]],
    ['a circle', { files: { 'x.conf': 'a: ${b}\nb: ${a}' } }, [['file-resolution', 'x.conf']]],
    ['a folder that is named like a file', { files: { 'x.conf/': '' } }, [['folder-named-conf', 'x.conf/']]],
    ['a broken variable', { env: { CLEARML__a: 'x=y' } }, [['variable-value', 'file:///compose.yaml']]],
    ['a variable without a name', { env: { CLEARML__: 'x' } }, [['variable-name', 'file:///compose.yaml']]],
    [
      'several at once',
      { files: { 'x.conf': 'a: [', 'y.conf': 'b: {' }, env: { CLEARML__a: 'x=y' } },
      [
        ['file-syntax', 'x.conf'],
        ['file-syntax', 'y.conf'],
        ['variable-value', 'file:///compose.yaml'],
      ],
    ],
  ] as const) {
    it(name, () => {
      const found = errorsOf(process).map(([code, uri]) => [code, uri]);
      assert.deepEqual(found, expected);
      assert.equal(load(process).starts, false);
    });
  }

  it('has five problems of a file at most', () => {
    const errors = errorsOf({ files: { 'x.conf': 'a = = b\n'.repeat(20) } });
    assert.ok(errors.length > 0 && errors.length <= 5);
  });

  it('says what is wrong in a sentence, at its place', () => {
    const text = 'a: 1\nb: ${NOPE}';
    const [error] = load({ files: { 'x.conf': text } }).errors;
    assert.equal(error?.message, 'Nothing gives this variable a value.');
    assert.equal(text.slice(error.location?.span.start, error.location?.span.end), '${NOPE}');
    const [value] = load({ env: { CLEARML__a: 'x=y' } }).errors;
    assert.match(
      value?.message ?? '',
      /^ClearML Server can’t start with this value of CLEARML__a\nIt reads the value as HOCON: .*\.\nA value in double quotes/,
    );
    const [name] = load({ env: { CLEARML__: 'x' } }).errors;
    assert.match(
      name?.message ?? '',
      /^ClearML Server can’t start while CLEARML__ is set: a setting’s name is missing/,
    );
  });

  it('leaves unknown what stands in the broken part only', () => {
    const configuration = load({
      files: { 'x.conf': 'a: [', 'y.conf': 'b: 1' },
      env: { CLEARML__z: 'x=y', CLEARML__w: '1' },
    });
    assert.equal(configuration.setting('x.a').state, 'unknown');
    assert.equal(configuration.setting('z').state, 'unknown');
    assert.equal(configuration.setting('y.b').state, 'known');
    assert.equal(configuration.setting('w').state, 'known');
  });
});

describe('the directories of a server', () => {
  const directories = (env: Readonly<Record<string, string>>, role: Process['role'] = 'apiserver') =>
    load({ role, env }).directories.map(({ path, state }) => `${path} ${state}`);

  for (const [value, paths] of [
    ['/a', ['/a']],
    ['/a:/b', ['/a', '/b']],
    ['/a/../b//c/.', ['/b/c']],
    ['~/x', ['/root/x']],
    ['~root/x', ['/root/x']],
    ['$HERE/x', ['/here/x']],
    ['${HERE}/x', ['/here/x']],
    ['/$NOPE/x', ['/$NOPE/x']],
  ] as const) {
    it(`are those of CLEARML_CONFIG_DIR: ${value}`, () => {
      const found = directories({ CLEARML_CONFIG_DIR: value, HERE: '/here' });
      assert.deepEqual(
        found,
        paths.map((path) => `${path} missing`),
      );
    });
  }

  it('are the home of a variable, where it names one', () => {
    assert.deepEqual(directories({ CLEARML_CONFIG_DIR: '~', HOME: '/home/me' }), ['/home/me missing']);
  });

  it('are unknown for the home of somebody else', () => {
    assert.deepEqual(directories({ CLEARML_CONFIG_DIR: '~somebody/x' }), ['undefined unknown']);
    assert.equal(load({ env: { CLEARML_CONFIG_DIR: '~somebody/x' } }).starts, 'unknown');
    const setting = load({ env: { CLEARML_CONFIG_DIR: '~somebody/x' } }).setting('secure.auth.token_secret');
    assert.ok(setting.state === 'unknown');
    assert.equal(
      setting.reason,
      'CLEARML_CONFIG_DIR names the configuration directories, and its value can’t be told.',
    );
  });

  it('are two, where no variable says otherwise, and the later one wins', () => {
    const files = { '/opt/trains/config/x.conf': 'a: 1\nb: 1', 'x.conf': 'a: 2' };
    const configuration = load({ files });
    assert.deepEqual(
      configuration.directories.map(({ path, state }) => [path, state]),
      [
        ['/opt/trains/config', 'read'],
        [CONFIG, 'read'],
      ],
    );
    const value = (path: string) => {
      const setting = configuration.setting(path);
      return setting.state === 'known' ? [toPlain(setting.value), setting.overridden().length] : undefined;
    };
    assert.deepEqual(
      [value('x.a'), value('x.b')],
      [
        [2, 1],
        [1, 0],
      ],
    );
  });
});

describe('a value with a reference in it', () => {
  it('leads to the variable of the process', () => {
    const configuration = load({ files: { 'x.conf': 'a: "p-"${V}' }, env: { V: 'secret' } });
    const setting = configuration.setting('x.a');
    assert.ok(setting.state === 'known');
    assert.deepEqual(
      [toPlain(setting.value), setting.layer, setting.origin?.uri],
      ['p-secret', 'file', `file://${CONFIG}/x.conf`],
    );
    assert.deepEqual(
      setting.via.map(({ uri }) => uri),
      ['file:///compose.yaml'],
    );
  });

  it('of a variable may refer to another', () => {
    const setting = load({ env: { CLEARML__x__a: '${V}y', V: 'x' } }).setting('x.a');
    assert.ok(setting.state === 'known');
    assert.deepEqual([toPlain(setting.value), setting.layer], ['xy', 'environment']);
  });
});

import assert from 'node:assert/strict';
import { describe, mock, type TestContext, test } from 'node:test';
import { isHashOf } from '../../../server/src/clearml/password-hash.ts';
import { createSecretSource } from '../../../server/src/clearml/secret-generator.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Makes Web Crypto hand out these bytes, and zeros behind them. */
function feed(context: TestContext, bytes: readonly number[]): void {
  const left = [...bytes];
  const restored = mock.method(globalThis.crypto, 'getRandomValues', (array: Uint8Array) => {
    for (let at = 0; at < array.length; at++) array[at] = left.shift() ?? 0;
    return array;
  });
  context.after(() => restored.mock.restore());
}

/** The bytes that make a secret begin with this text; the rest are zeros, which stand for `A`. */
function bytesOf(text: string): readonly number[] {
  const alphabet = `${LETTERS}0123456789-_`;
  return [...text.padEnd(67, 'A')].map((char) => alphabet.indexOf(char));
}

describe('createSecretSource', () => {
  test('draws keys as ClearML Server 1.16 does', () => {
    assert.match(createSecretSource().key(), /^[A-Z][A-Z0-9]{29}$/);
  });

  test('hashes a password slowly, with a fresh salt each time', () => {
    const { hash } = createSecretSource();
    const hashes = [hash('grove lantern'), hash('grove lantern')];
    for (const each of hashes) {
      assert.ok(isHashOf(each, 'grove lantern'));
      assert.match(atob(each), /^\$2[aby]\$1[0-9]\$/);
    }
    assert.notEqual(hashes[0], hashes[1]);
  });

  test('draws secrets as long as those of ClearML Server 1.16', () => {
    assert.match(createSecretSource().secret(), /^[A-Za-z][A-Za-z0-9_-]{66}$/);
  });

  test('makes what the random source says', (context) => {
    feed(context, bytesOf('hello-World_9'));
    assert.equal(createSecretSource().secret(), 'hello-World_9'.padEnd(67, 'A'));
  });

  test('throws bytes away that would favour the first letters', (context) => {
    // 26 letters: 234 to 255 are left over; 36 letters and digits: 252 to 255.
    feed(context, [255, 234, 233, ...new Array<number>(29).fill(252), 251]);
    assert.equal(createSecretSource().key(), `Z9${'A'.repeat(28)}`);
  });

  test('uses every character equally often', (context) => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    feed(context, Array.from({ length: 66 }, () => [1, ...all.slice(0, 66)]).flat());
    const secrets = createSecretSource().secret();
    assert.equal(secrets, `B${LETTERS}0123456789-_AB`);
  });

  const KEYWORDS = ['true-', 'TRUE-', 'false-', 'False-', 'null-', 'nUll-', 'include-', 'true_', 'null_'];
  for (const keyword of KEYWORDS) {
    test(`draws again where pyhocon would read ${keyword} as a keyword`, (context) => {
      feed(context, [...bytesOf(keyword), ...bytesOf('good')]);
      assert.equal(createSecretSource().secret(), 'good'.padEnd(67, 'A'));
    });
  }

  for (const word of ['truex-', 'nullA', 'false0-', 'includes-', 'tru-e', 'atrue-']) {
    test(`keeps ${word}, which is no keyword`, (context) => {
      feed(context, bytesOf(word));
      assert.ok(createSecretSource().secret().startsWith(word));
    });
  }

  test('never gives a value twice', (context) => {
    feed(context, [...bytesOf('first'), ...bytesOf('first'), ...bytesOf('first'), ...bytesOf('second')]);
    const source = createSecretSource();
    assert.ok(source.secret().startsWith('first'));
    assert.ok(source.secret().startsWith('second'));
  });

  test('refuses to work with a random source that stands still', (context) => {
    feed(context, []);
    const source = createSecretSource();
    assert.equal(source.key(), 'A'.repeat(30));
    assert.throws(() => source.key(), /repeats itself/);
    assert.equal(source.secret(), 'A'.repeat(67));
    assert.throws(() => source.secret(), /repeats itself/);
  });

  test('keeps sources apart', () => {
    assert.notEqual(createSecretSource().secret(), createSecretSource().secret());
  });
});

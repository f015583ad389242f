import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoizeByIdentity, memoizeByText, once } from '../../../server/src/syntax/memo.ts';

test('What is computed of an object is computed once, and once more for another one that looks the same', () => {
  let runs = 0;
  const double = memoizeByIdentity(({ value }: { value: number }) => {
    runs++;
    return value * 2;
  });
  const one = { value: 1 };
  assert.deepEqual([double(one), double(one), runs], [2, 2, 1]);
  assert.deepEqual([double({ value: 1 }), runs], [2, 2]);
});

test('Nothing is a result like others', () => {
  let runs = 0;
  const nothing = memoizeByIdentity((_key: object) => {
    runs++;
    return undefined;
  });
  const key = {};
  assert.deepEqual([nothing(key), nothing(key), runs], [undefined, undefined, 1]);
});

test('A copy that was changed is another object, and what is remembered shows nowhere', () => {
  const double = memoizeByIdentity(({ value }: { value: number }) => value * 2);
  const one = { value: 1 };
  const shown = JSON.stringify(one);
  assert.equal(double(one), 2);
  assert.equal(double({ ...one, value: 2 }), 4);
  assert.equal(double(Object.assign({}, one, { value: 3 })), 6);
  assert.equal(JSON.stringify(one), shown);
  assert.deepEqual(one, { value: 1 });
  assert.deepEqual(Object.keys(one), ['value']);
});

test('Two functions remember of one object what is theirs', () => {
  const double = memoizeByIdentity(({ value }: { value: number }) => value * 2);
  const half = memoizeByIdentity(({ value }: { value: number }) => value / 2);
  const four = { value: 4 };
  assert.deepEqual([double(four), half(four), double(four)], [8, 2, 8]);
});

test('What is computed when it is asked for is computed once', () => {
  let runs = 0;
  const ask = once(() => {
    runs++;
    return undefined;
  });
  assert.equal(runs, 0);
  assert.deepEqual([ask(), ask(), runs], [undefined, undefined, 1]);
});

test('What is computed of a text is computed once', () => {
  const asked: string[] = [];
  const length = memoizeByText((text) => {
    asked.push(text);
    return text.length;
  });
  assert.deepEqual(['ab', 'c', 'ab'].map(length), [2, 1, 2]);
  assert.deepEqual(asked, ['ab', 'c']);
});

test('Of too many texts the last ones are remembered', () => {
  const asked: string[] = [];
  const length = memoizeByText((text) => {
    asked.push(text);
    return text.length;
  }, 2);
  for (const text of ['a', 'b', 'c', 'c', 'a']) length(text);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
});

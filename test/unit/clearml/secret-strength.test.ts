import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SecretKind } from '../../../server/src/clearml/secret-settings.ts';
import { MEASURES, weaknessOf } from '../../../server/src/clearml/secret-strength.ts';

/** No two neighbours follow from each other, and no piece comes twice. */
const RANDOM = 'q7Zk2vXw9TbLmR4cNs8HdYfJ6gPa3WeKuE5xQoViBz1Dt7GnMjSrUyC0hF';

describe('weaknessOf', () => {
  for (const [kind, { least, advised }] of Object.entries(MEASURES) as [SecretKind, (typeof MEASURES)[SecretKind]][]) {
    it(`takes a ${kind} of fewer than ${least} characters for short, and one of ${advised} for good`, () => {
      const ofLength = (length: number) => weaknessOf(RANDOM.slice(0, length), kind);
      assert.equal(ofLength(least - 1), 'short');
      assert.equal(ofLength(least), 'below-advice');
      assert.equal(ofLength(advised - 1), 'below-advice');
      assert.equal(ofLength(advised), undefined);
    });
  }

  it('leaves an empty text to others', () => {
    assert.equal(weaknessOf('', 'secret'), undefined);
  });

  const placeholders = [
    '<your secret>',
    '{{ secret }}',
    'xxxxxxxx',
    '********',
    '...',
    'TODO',
    'changeme',
    'please-change_me-now',
    'CHANGE-THIS',
    'replace with something of your own',
    'your-secret-key',
    'my_new_password',
    'example token',
    'put the key here',
    'access_key',
    'SecretKey',
    'place-holder',
  ];
  for (const text of placeholders) {
    it(`takes “${text}” for a text that stands for a value yet to come`, () => {
      assert.equal(weaknessOf(text, 'secret'), 'placeholder');
    });
  }

  for (const around of ['changement', 'a<b>c', 'x{{y}}z', 'yourself', 'adminsecret', 'keystone', 'thesecrets']) {
    it(`does not take “${around}” inside of a long text for one`, () => {
      assert.equal(weaknessOf(around + RANDOM, 'secret'), undefined);
    });
  }

  it('finds too few different characters', () => {
    const seven = 'a9f4c7k';
    const disorder = [...'0351624053164205136204153026415306245103']
      .map((digit) => seven[Number(digit)])
      .join('')
      .padEnd(50, '9c4a');
    assert.equal(weaknessOf(disorder, 'secret'), 'uniform');
    assert.equal(weaknessOf(`${disorder.slice(1)}Z`, 'secret'), undefined);
  });

  const patterns = {
    'a piece over and over, the last time in part': 'kX3pQz7LmA0vT'.repeat(5).slice(0, 57),
    'a piece of sixteen characters twice and more': 'kX3pQz7LmA0vTbRw'.repeat(4),
    'a piece of sixteen characters just twice': RANDOM.slice(0, 16).repeat(2),
    'letters in their order': 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'digits backwards': `${'9876543210'.repeat(5)}kX3pQz7LmA`,
    'doubled characters, three at a time': '111222333444555666777888999000aaabbbcccdddeeefffggg',
  };
  for (const [name, text] of Object.entries(patterns)) {
    it(`finds ${name}`, () => assert.equal(weaknessOf(text, 'secret'), 'uniform'));
  }

  it('takes a text half of which is out of order for a good one', () => {
    const ordered = 'abcdefghijklmnopqrstuvwxyz';
    assert.equal(weaknessOf(ordered + RANDOM.slice(0, 24), 'secret'), undefined);
    assert.equal(weaknessOf(ordered + RANDOM.slice(0, 23), 'secret'), 'uniform');
  });

  it('does not look for pieces longer than sixteen characters', () => {
    assert.equal(weaknessOf(RANDOM.slice(0, 28).repeat(2), 'secret'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashedForm, isHashOf, passwordForm } from '../../../server/src/clearml/password-hash.ts';
import { quickHash } from '../../quick-hash.ts';

/** The hash of the documentation’s example. */
const HASH = 'JDJiJDEyJDk3OHBFcHFlNEsxTkFoZDlPcGZsbC5sU1pmM3huZ1RpeHc0ay5WUjlzTzN5WE1WRXJrUmhp';

describe('the form of a password', () => {
  const forms = {
    hash: [HASH],
    bare: [atob(HASH), atob(HASH).replace('$2b$', '$2y$')],
    bytes: [`b'${HASH}'`, `b'${atob(HASH)}'`],
    broken: [HASH.slice(0, -4), atob(HASH).slice(0, -1), "b'something'"],
    plain: ['grove lantern', '12345678', '', 'JDX', '$2 a day'],
  } as const;
  for (const [form, texts] of Object.entries(forms)) {
    it(form, () => {
      for (const text of texts) assert.equal(passwordForm(text), form);
    });
  }

  it('becomes the hash of the same password', () => {
    for (const text of [...forms.hash, ...forms.bytes, atob(HASH)]) assert.equal(hashedForm(text, quickHash), HASH);
    assert.ok(isHashOf(hashedForm(HASH, quickHash) ?? '', '123456'));
    assert.ok(isHashOf(hashedForm('grove lantern', quickHash) ?? '', 'grove lantern'));
    for (const text of forms.broken) assert.equal(hashedForm(text, quickHash), undefined);
  });

  it('is a word that needs no quotes in HOCON, YAML and dotenv', () => {
    assert.match(hashedForm('grove lantern', quickHash) ?? '', /^JDJ[A-Za-z0-9]{77}$/);
  });
});

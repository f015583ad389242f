import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleOf } from '../../../server/src/clearml/sample-users.ts';

describe('users of the documentation', () => {
  it('are known by name and password, and by password alone', () => {
    assert.equal(sampleOf('jane', '12345678'), 'user');
    assert.equal(sampleOf('my_user', 'my_password'), 'user');
    assert.equal(sampleOf('mira', '12345678'), 'password');
    assert.equal(sampleOf(undefined, 'abcdef'), 'password');
  });

  it('are not known by their names', () => {
    assert.equal(sampleOf('jane', 'grove lantern'), undefined);
    assert.equal(sampleOf('jane', 'constructor'), undefined);
  });
});

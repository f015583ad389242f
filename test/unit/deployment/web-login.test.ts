import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClearmlProcess } from '../../../server/src/deployment/processes.ts';
import { webLoginOf } from '../../../server/src/deployment/web-login.ts';
import { load } from './configuration/process.ts';

function webLogin(files: Readonly<Record<string, string>>, unseen: readonly string[] = []) {
  const server: ClearmlProcess = {
    role: 'apiserver',
    service: undefined,
    configuration: load({ files, unseen }),
    files: [],
    folder: undefined,
  };
  return webLoginOf(server);
}

describe('Web Login counts as Python sees the setting', () => {
  for (const [value, expected] of [
    ['true', 'on'],
    ['false', 'off'],
    ['no', 'on'],
    ['"false"', 'on'],
    ['""', 'off'],
    ['1', 'on'],
    ['0', 'off'],
    ['0.5', 'on'],
    ['0.0', 'off'],
    ['null', 'off'],
    ['[0]', 'on'],
    ['[]', 'off'],
    ['{a: 0}', 'on'],
    ['{}', 'off'],
    ['5d', 'on'],
  ] as const) {
    it(`${value}: ${expected}`, () => {
      assert.equal(webLogin({ 'apiserver.conf': `auth.fixed_users.enabled: ${value}` }), expected);
    });
  }

  it('is off where nobody sets it, and unknown where nobody can see', () => {
    assert.equal(webLogin({}), 'off');
    assert.equal(webLogin({}, ['/opt/clearml/config']), 'unknown');
  });
});

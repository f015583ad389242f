import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER, PUBLIC_TOKEN } from './deployment.ts';

const CAPABILITIES = {
  ...RICH,
  workspace: { ...RICH.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
  window: { showMessage: {}, workDoneProgress: true },
};

describe('a server that has nothing to do', () => {
  let client: TestClient;
  let reads = 0;

  before(async () => {
    const below = memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT });
    const counted = <Args extends readonly unknown[], Answer>(ask: (...args: Args) => Answer) => {
      return (...args: Args) => {
        reads++;
        return ask(...args);
      };
    };
    client = new TestClient({ read: counted(below.read), list: counted(below.list) });
    await client.initialize(CAPABILITIES, [FOLDER]);
    await client.open(COMPOSE, COMPOSE_TEXT);
    for (const [old, now] of [
      [PUBLIC_TOKEN, 'x'],
      ['x', PUBLIC_TOKEN],
      [PUBLIC_TOKEN, '${'],
    ] as const) {
      await client.replace(COMPOSE, old, now);
      await client.pull(COMPOSE);
    }
    await client.settled();
  });
  after(() => client.end());

  it('sends and reads nothing', async () => {
    const [sent, read] = [client.sent, reads];
    await pause(400);
    assert.equal(client.sent, sent);
    assert.equal(reads, read);
  });

  it('has shown no message, at its start or at a keystroke', () => {
    assert.doesNotMatch(client.sent, /"method":"window\/(?:showMessage|showMessageRequest|workDoneProgress\/create)"/);
  });
});

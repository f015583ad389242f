import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import { rulePage } from '../../server/src/clearml/links.ts';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, PUBLIC_TOKEN } from './deployment.ts';

const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const AT_TOKEN = { start: { line: 6, character: 50 }, end: { line: 6, character: 50 } };
const AT_PORT = { start: { line: 14, character: 14 }, end: { line: 14, character: 14 } };

describe('code actions', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT }));
    await client.initialize();
    await client.open(COMPOSE, COMPOSE_TEXT);
  });
  afterEach(() => client.end());

  const resolved = async (action: CodeAction | undefined): Promise<string> => {
    assert.ok(action);
    return client.applied(COMPOSE, await client.resolve(action));
  };

  it('offer the fix of a port first, marked as preferred', async () => {
    const actions = await client.actions(COMPOSE, AT_PORT);
    assert.deepEqual(
      actions.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [
        ['Remove the port mapping', true],
        ['Bind to 127.0.0.1', false],
        ['Turn it into expose', false],
        ['Disable exposed-datastore for this line', false],
        ['Disable exposed-datastore for this file', false],
      ],
    );
  });

  it('write a comment that hides the finding, with nothing left to say', async () => {
    const action = (await client.actions(COMPOSE, AT_PORT)).find(({ title }) => title.endsWith('for this line'));
    const text = await resolved(action);
    await client.change(COMPOSE, EVERYWHERE, text);
    const rules = (await client.diagnostics(COMPOSE)).map(({ code }) => code);
    assert.deepEqual(
      rules.filter((rule) => rule === 'exposed-datastore' || rule === 'suppression'),
      [],
    );
  });

  it('come without an edit until one is chosen', async () => {
    const [action] = await client.actions(COMPOSE, AT_TOKEN);
    assert.equal(action?.edit, undefined);
    const text = await resolved(action);
    assert.ok(!text.includes(PUBLIC_TOKEN));
    assert.match(text, /TOKEN_SECRET: "[A-Za-z][\w-]{53,}" # kept/);
  });

  it('draw another secret each time', async () => {
    const [action] = await client.actions(COMPOSE, AT_TOKEN);
    assert.notEqual(await resolved(action), await resolved(action));
  });

  it('change nothing but the value', async () => {
    const [action] = await client.actions(COMPOSE, AT_TOKEN);
    const text = await resolved(action);
    const fresh = /TOKEN_SECRET: "([^"]+)"/.exec(text)?.[1] ?? '';
    assert.equal(text.replace(fresh, PUBLIC_TOKEN), COMPOSE_TEXT);
  });

  it('carry versioned edits', async () => {
    const [action] = await client.actions(COMPOSE, AT_TOKEN);
    const { edit } = await client.resolve(action as CodeAction);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.equal(change.textDocument.version, 1);
  });

  it('are refused once the document has changed', async () => {
    const [action] = await client.actions(COMPOSE, AT_TOKEN);
    await client.replace(COMPOSE, 'services:', '# new\nservices:');
    await assert.rejects(client.resolve(action as CodeAction), /changed since/);
  });

  it('leave source.fixAll of other linters alone', async () => {
    assert.deepEqual(await client.actions(COMPOSE, EVERYWHERE, ['source.fixAll']), []);
  });

  it('fix all that is safe in one go, and never a port', async () => {
    const actions = await client.actions(COMPOSE, EVERYWHERE, ['source.fixAll.clearml-secure']);
    assert.equal(actions.length, 1);
    const text = await resolved(actions[0]);
    assert.ok(!text.includes(PUBLIC_TOKEN));
    assert.ok(text.includes('"6379:6379"'));
  });

  it('are only those asked for', async () => {
    const actions = await client.actions(COMPOSE, EVERYWHERE, ['quickfix']);
    assert.ok(actions.length >= 3);
    assert.ok(actions.every(({ kind }) => kind === 'quickfix'));
    assert.deepEqual(await client.actions(COMPOSE, EVERYWHERE, ['refactor']), []);
  });

  it('come with their edit for a client that can’t resolve one', async () => {
    const poor = new TestClient(memoryFiles({}));
    await poor.initialize({ workspace: { workspaceEdit: { documentChanges: true } } });
    await poor.open(COMPOSE, COMPOSE_TEXT);
    const [action] = await poor.actions(COMPOSE, AT_TOKEN);
    assert.ok(action && !poor.applied(COMPOSE, action).includes(PUBLIC_TOKEN));
    await poor.end();
  });

  it('fit clients without versioned edits', async () => {
    const poor = new TestClient(memoryFiles({}));
    await poor.initialize({});
    await poor.open(COMPOSE, COMPOSE_TEXT);
    const [action] = await poor.actions(COMPOSE, AT_TOKEN);
    assert.equal(action?.edit?.changes?.[COMPOSE]?.length, 1);
    await poor.end();
  });
});

describe('the action that explains a rule', () => {
  it('comes last, and has the client open the rule’s page', async () => {
    const client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT }));
    const shown: unknown[] = [];
    client.connection.onRequest('window/showDocument', (params: unknown) => {
      shown.push(params);
      return { success: true };
    });
    const { capabilities } = await client.initialize({ ...RICH, window: { showDocument: { support: true } } });
    await client.open(COMPOSE, COMPOSE_TEXT);
    const action = (await client.actions(COMPOSE, AT_PORT)).at(-1);
    assert.equal(action?.title, 'Explain exposed-datastore');
    // Some editors resolve whatever was chosen.
    assert.deepEqual(await client.resolve(action), action);
    assert.deepEqual(capabilities.executeCommandProvider?.commands, [action.command?.command]);
    await client.connection.sendRequest('workspace/executeCommand', action.command);
    await client.connection.sendRequest('workspace/executeCommand', {
      command: action.command?.command,
      arguments: ['../../elsewhere'],
    });
    assert.deepEqual(shown, [{ uri: rulePage('exposed-datastore'), external: true }]);
    await client.end();
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messageTrace } from '../../../client/src/message-trace.ts';
import { until } from './editor.ts';

suite('The trace of messages', () => {
  const settings = () => vscode.workspace.getConfiguration('clearmlSecure');
  const set = (value: string | undefined) =>
    settings().update('trace.server', value, vscode.ConfigurationTarget.Global);
  teardown(() => set(undefined));

  test('is off until it is asked for, and has the first line of each message only', async () => {
    const lines: string[] = [];
    const output = { info: (line: string) => lines.push(line) } as unknown as vscode.LogOutputChannel;
    const { channel, dispose } = messageTrace(output);
    try {
      assert.equal(channel.logLevel, vscode.LogLevel.Off);
      await set('messages');
      await until('the level', () => (channel.logLevel === vscode.LogLevel.Trace ? true : undefined));
      channel.trace("Sending notification 'textDocument/didOpen'.\nParams: { text: 'a secret' }");
      assert.deepEqual(lines, ["Sending notification 'textDocument/didOpen'."]);
    } finally {
      dispose();
    }
  });
});

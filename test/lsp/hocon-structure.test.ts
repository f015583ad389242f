import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentSymbol, FoldingRange, SymbolInformation } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';

const URI = 'file:///config/secure.conf';
const TEXT = 'auth {\n  token_secret: "hidden"\n  # why\n}\n';

async function opened(capabilities = RICH, uri = URI, language = 'clearml-hocon', text = TEXT): Promise<TestClient> {
  const client = new TestClient(memoryFiles({}));
  await client.initialize(capabilities);
  await client.open(uri, text, language);
  return client;
}

describe('symbols and folds of a configuration file', () => {
  it('come as a tree', async () => {
    const client = await opened();
    const [auth] = await client.ask<DocumentSymbol[]>('documentSymbol', URI);
    assert.equal(auth?.name, 'auth');
    assert.deepEqual(
      auth.children?.map(({ name, selectionRange }) => [name, client.document(URI).getText(selectionRange)]),
      [['token_secret', 'token_secret']],
    );
    assert.deepEqual(await client.ask<FoldingRange[]>('foldingRange', URI), [
      { startLine: 0, endLine: 2, kind: 'region' },
    ]);
    assert.ok(!client.sent.includes('hidden'));
    await client.end();
  });

  it('come flat, with what they are in, for a client that takes no tree', async () => {
    const client = await opened({ textDocument: { documentSymbol: {} } });
    const symbols = await client.ask<SymbolInformation[]>('documentSymbol', URI);
    assert.deepEqual(
      symbols.map(({ name, containerName }) => [name, containerName]),
      [
        ['auth', undefined],
        ['token_secret', 'auth'],
      ],
    );
    await client.end();
  });

  it('follow the text as it is now', async () => {
    const client = await opened();
    await client.replace(URI, 'auth', 'http');
    assert.equal((await client.ask<DocumentSymbol[]>('documentSymbol', URI))[0]?.name, 'http');
    await client.end();
  });

  it('are left to others in a compose file, and are nothing for a file that is not open', async () => {
    const client = await opened(RICH, 'file:///docker-compose.yml', 'yaml', 'services: {}\n');
    for (const uri of ['file:///docker-compose.yml', URI]) {
      assert.equal(await client.ask('documentSymbol', uri), null);
      assert.equal(await client.ask('foldingRange', uri), null);
    }
    await client.end();
  });

  it('are there for any name that was opened as ClearML’s HOCON', async () => {
    const client = await opened(RICH, 'untitled:Untitled-1');
    assert.equal((await client.ask<DocumentSymbol[]>('documentSymbol', 'untitled:Untitled-1')).length, 1);
    await client.end();
  });

  it('are offered only to clients that ask for them', async () => {
    const client = new TestClient(memoryFiles({}));
    const { capabilities } = await client.initialize({});
    assert.deepEqual(
      Object.keys(capabilities).filter((key) => /Symbol|folding|Link/.test(key)),
      [],
    );
    await client.end();
  });
});

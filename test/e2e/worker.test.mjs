// The language server's browser bundle, in a real worker of a real browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { installHost } from './install-host.mjs';
import { ROOT } from './workspace.mjs';

let browser;
let page;
const files = createServer((request, response) => {
  const worker = request.url === '/server.js';
  response.setHeader('content-type', worker ? 'text/javascript' : 'text/html');
  response.end(worker ? readFileSync(join(ROOT, 'dist/server.js')) : '<!doctype html><title>worker</title>');
});

before(async () => {
  if (process.platform === 'linux') installHost();
  browser = await launchBrowser();
  await new Promise((resolve) => files.listen(0, '127.0.0.1', resolve));
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${files.address().port}/`);
});
after(async () => {
  await browser?.close();
  files.close();
});

test('finds a published secret and draws a fresh one', { timeout: 60_000 }, async () => {
  const uri = 'vscode-vfs://github/someone/clearml/config/secure.conf';
  // The first generation's token secret, as clearml-server's apiserver/config/default/secure.conf had it.
  const text = 'auth { token_secret: "7E1ua3xP9GT2(cIQOfhjp+gwN6spBeCAmN-XuugYle00I=Wc+u" }\n';
  const { name, diagnostics, edit } = await page.evaluate(talk, { uri, text });
  assert.equal(name, 'clearml-secure');
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['web-login-off', 'default-in-effect', 'default-secret'],
  );
  const [{ newText }] = edit.documentChanges[0].edits;
  assert.match(newText, /^"?[A-Za-z][A-Za-z0-9_-]{66}"?$/);
});

/** Runs in the page: a client of three requests. */
async function talk({ uri, text }) {
  const worker = new Worker('server.js');
  const waiting = new Map();
  worker.onmessage = ({ data }) => {
    if (data.method === undefined) waiting.get(data.id)?.(data);
    else if (data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: null });
  };
  let last = 0;
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
    });
  const tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });

  const capabilities = {
    workspace: { workspaceEdit: { documentChanges: true } },
    textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
  };
  const { serverInfo } = await ask('initialize', { processId: null, rootUri: null, capabilities });
  tell('initialized', {});
  tell('textDocument/didOpen', { textDocument: { uri, languageId: 'clearml-hocon', version: 1, text } });
  const textDocument = { uri };
  const { items } = await ask('textDocument/diagnostic', { textDocument });
  const context = { diagnostics: items, only: ['quickfix'] };
  const actions = await ask('textDocument/codeAction', {
    textDocument,
    range: items.find(({ code }) => code === 'default-secret').range,
    context,
  });
  const fresh = actions.find(({ title }) => title.startsWith('Generate fresh'));
  const { edit } = await ask('codeAction/resolve', fresh);
  return { name: serverInfo.name, diagnostics: items, edit };
}

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver';
import {
  CHECK_WORKSPACE_REQUEST,
  type CheckWorkspaceParams,
  type CheckWorkspaceResult,
  DEPLOYMENTS_CHANGED,
  DEPLOYMENTS_REQUEST,
  type DeploymentView,
} from '../../server/src/protocol/views.ts';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from './deployment.ts';

const FRESH = 'Zq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrSgDhF';
const SECURE = 'file:///bare/secure.conf';
const SECURE_TEXT = `auth.token_secret: "${FRESH}"
http.session_secret.apiserver: "${FRESH}"
credentials {
  apiserver { user_key: "short", user_secret: "changeme" }
  tests { user_key: "", user_secret: "" }
  own { user_secret: "Lq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrSgDhF" }
}
`;
const WEB = 'file:///web/compose.yaml';
const WEB_TEXT = 'services: { web: { image: nginx, ports: ["80:80"] } }\n';

describe('the view of deployments', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient(
      memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT, [SECURE]: SECURE_TEXT, [WEB]: WEB_TEXT }),
    );
    await client.initialize();
  });
  afterEach(() => client.end());

  const views = (uris?: readonly string[]): Promise<readonly DeploymentView[]> =>
    client.connection.sendRequest(DEPLOYMENTS_REQUEST, { uris });
  const stateOf = (view: DeploymentView | undefined, setting: string) =>
    view?.settings.filter((each) => each.setting === setting).map(({ state, layer }) => `${state} ${layer}`);

  it('tells name, files and services of the deployments of open documents', async () => {
    assert.deepEqual(await views(), []);
    await client.open(COMPOSE, COMPOSE_TEXT);
    const [view, ...others] = await views();
    assert.deepEqual(others, []);
    assert.equal(view?.name, 'project');
    assert.deepEqual([...view.files].sort(), [DOTENV, COMPOSE]);
    assert.deepEqual(
      view.services.map(({ name, roles, release, active, at }) => [name, roles, release, active, at?.range.start.line]),
      [
        ['apiserver', ['apiserver'], '2.3.0', true, 1],
        ['redis', ['redis'], undefined, true, 12],
      ],
    );
  });

  it('tells the state of each setting, where it comes from, and its place', async () => {
    const [view] = await views([COMPOSE]);
    assert.deepEqual(stateOf(view, 'secure.auth.token_secret'), ['public-default environment']);
    assert.deepEqual(stateOf(view, 'secure.credentials.apiserver.user_key'), ['public-default built-in']);
    const secret = view?.settings.find(({ setting }) => setting === 'secure.credentials.apiserver.user_secret');
    assert.equal(secret?.origin?.uri, DOTENV);
    assert.deepEqual(stateOf(view, 'apiserver.auth.fixed_users.enabled'), ['set environment']);
    assert.deepEqual(stateOf(view, 'apiserver.auth.cookies.secure'), ['set built-in']);
  });

  it('tells a weak, a shared, a good and an absent secret apart', async () => {
    const [view] = await views([SECURE]);
    assert.equal(view?.name, 'bare');
    assert.deepEqual(stateOf(view, 'secure.auth.token_secret'), ['shared file']);
    assert.deepEqual(stateOf(view, 'secure.credentials.apiserver.user_key'), ['weak file']);
    assert.deepEqual(stateOf(view, 'secure.credentials.apiserver.user_secret'), ['weak file']);
    assert.deepEqual(stateOf(view, 'secure.credentials.tests.user_key'), ['unset file']);
    assert.deepEqual(new Set(stateOf(view, 'secure.credentials.own.user_secret')), new Set(['good file']));
  });

  it('names settings, no patterns, and passwords of stores only where they are set', async () => {
    const [view] = await views([COMPOSE]);
    assert.ok(view?.settings.every(({ setting }) => !/[*]|password/.test(setting)));
    const text = COMPOSE_TEXT.replace(
      'environment:',
      `environment:\n      CLEARML__SECURE__ELASTIC__PASSWORD: ${FRESH}`,
    );
    await client.open(COMPOSE, text);
    const [after] = await views();
    assert.deepEqual(stateOf(after, 'secure.elastic.password'), ['good environment']);
  });

  it('says why a setting can’t be told', async () => {
    const text = COMPOSE_TEXT.replace('environment:', 'volumes: ["/gone:/opt/clearml/config"]\n    environment:');
    await client.open(COMPOSE, text);
    const [view] = await views();
    const found = view?.settings.find(({ setting }) => setting === 'secure.credentials.apiserver.user_key');
    assert.equal(found?.state, 'unknown');
    assert.match(found.text, /not on this machine/);
  });

  it('has the findings, the worst first, by their first line', async () => {
    const [view] = await views([COMPOSE]);
    assert.ok(view && view.findings.length >= 3);
    assert.ok(view.findings.every(({ message }) => !message.includes('\n')));
    const ranks = view.findings.map(({ severity }) => ['error', 'warning', 'information', 'hint'].indexOf(severity));
    assert.deepEqual(ranks, ranks.toSorted());
    const redis = view.findings.find(({ rule }) => rule === 'exposed-datastore');
    assert.deepEqual([redis?.at.uri, redis?.at.range.start.line], [COMPOSE, 14]);
  });

  it('leaves out what has nothing of ClearML', async () => {
    assert.deepEqual(await views([WEB, 'file:///gone/docker-compose.yml', 'file:///notes.txt']), []);
  });

  it('holds no value', async () => {
    await views([COMPOSE, SECURE]);
    for (const secret of [FRESH, PUBLIC_TOKEN, PUBLIC_SECRET, 'changeme']) assert.ok(!client.sent.includes(secret));
  });
});

describe('a client that shows deployments', () => {
  let client: TestClient;
  let told: number;
  beforeEach(async () => {
    client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT, [SECURE]: SECURE_TEXT }));
    told = 0;
    client.connection.onNotification(DEPLOYMENTS_CHANGED, () => {
      told += 1;
    });
    await client.initialize();
  });
  afterEach(() => client.end());

  const ask = (): Promise<readonly DeploymentView[]> => client.connection.sendRequest(DEPLOYMENTS_REQUEST, {});
  const pull = async (uri: string) => {
    await client.pull(uri);
    await client.settled();
  };

  it('is told that a file was opened, edited, closed, or changed on the disk', async () => {
    const changed = (): Promise<void> =>
      new Promise((resolve) => client.connection.onNotification(DEPLOYMENTS_CHANGED, resolve));
    await ask();
    let next = changed();
    await client.open(COMPOSE, COMPOSE_TEXT);
    await client.pull(COMPOSE);
    await next;
    await ask();
    next = changed();
    await client.replace(COMPOSE, 'redis', 'redis2');
    await client.pull(COMPOSE);
    await next;
    await ask();
    next = changed();
    await client.happened([DOTENV, 2]);
    await next;
    await ask();
    next = changed();
    await client.close(COMPOSE);
    await next;
    assert.deepEqual(await ask(), []);
  });

  it('is told once, until it asks again', async () => {
    await client.open(COMPOSE, COMPOSE_TEXT);
    await ask();
    for (let time = 0; time < 3; time += 1) await pull(COMPOSE);
    assert.equal(told, 1);
  });

  it('is told nothing while nothing happens, nor when it never asked', async () => {
    await client.open(COMPOSE, COMPOSE_TEXT);
    await pull(COMPOSE);
    assert.equal(told, 0);
    await ask();
    await ask();
    await client.settled();
    assert.equal(told, 0);
  });

  it('gets what was checked with the workspace, open or not', async () => {
    await client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, { uris: [COMPOSE, SECURE] });
    assert.deepEqual(
      (await ask()).map(({ name }) => name),
      ['bare', 'project'],
    );
  });
});

describe('a check of the workspace', () => {
  const FILES = { [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT, [SECURE]: SECURE_TEXT, 'file:///notes.txt': '' };
  const check = (client: TestClient, params: CheckWorkspaceParams): Promise<CheckWorkspaceResult> =>
    client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, params);

  it('counts files and deployments, and shows the findings of files that are not open', async () => {
    const client = new TestClient(memoryFiles(FILES));
    await client.initialize();
    const result = await check(client, { uris: [COMPOSE, DOTENV, SECURE, 'file:///notes.txt'] });
    assert.deepEqual([result.files, result.deployments], [3, 2]);
    assert.ok(result.findings.some(({ rule, at }) => rule === 'default-secret' && at.uri === DOTENV));
    assert.equal(result.findings[0]?.severity, 'error');
    await client.settled();
    assert.ok(client.pushed.some(({ uri, diagnostics }) => uri === COMPOSE && diagnostics.length > 0));
    await client.open(COMPOSE, COMPOSE_TEXT);
    await client.settled();
    assert.deepEqual(client.pushed.findLast(({ uri }) => uri === COMPOSE)?.diagnostics, []);
    await client.end();
  });

  it('lists the files of the workspace folders itself, where the client does not', async () => {
    const client = new TestClient(memoryFiles({ ...FILES, 'file:///bare/node_modules/x/compose.yml': COMPOSE_TEXT }));
    await client.initialize(undefined, ['file:///project', 'file:///bare']);
    const result = await check(client, {});
    assert.deepEqual([result.files, result.deployments], [3, 2]);
    await client.end();
  });

  it('tells how far it is', async () => {
    const client = new TestClient(memoryFiles(FILES));
    await client.initialize();
    const told: string[] = [];
    client.connection.onNotification('$/progress', ({ value }: { value: { kind: string; message?: string } }) => {
      told.push(value.message ?? value.kind);
    });
    await check(client, { uris: [COMPOSE, SECURE], workDoneToken: 'a' });
    await client.settled();
    assert.deepEqual(told, ['begin', 'docker-compose.yml', 'secure.conf', 'end']);
    await client.end();
  });

  it('stops when it is cancelled', async () => {
    const client = new TestClient(memoryFiles(FILES));
    await client.initialize();
    const source = new CancellationTokenSource();
    const uris = Array.from({ length: 500 }, (_, index) => `file:///many/${index}/compose.yml`);
    const answer = client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, { uris }, source.token);
    source.cancel();
    await assert.rejects(answer, /cancelled/i);
    await client.end();
  });
});

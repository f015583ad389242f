import { type Disposable, type LogOutputChannel, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type CreateClient, quietClient } from './client.ts';
import type { Filter } from './documents.ts';
import { StatusItem } from './status.ts';
import { createViews, type Views } from './views/index.ts';

/** The language server's life: started once, started afresh on demand, stopped with the extension. */
export interface LanguageServer extends Disposable {
  readonly views: Views;
  readonly status: StatusItem;
  /** The client, once the server is up; undefined where it did not come up. */
  running(): Promise<BaseLanguageClient | undefined>;
  restart(): Promise<void>;
}

/** @param selector what the server is told of; asked at each start, since workspace folders come and go */
export function startLanguageServer(
  selector: () => Filter[],
  output: LogOutputChannel,
  createClient: CreateClient,
): LanguageServer {
  const views = createViews(output);
  const status = new StatusItem(selector(), views.deployments);
  let client: BaseLanguageClient | undefined;
  let told: Filter[] = [];
  // One change of state at a time.
  let queue = Promise.resolve();
  const next = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step).catch((error: unknown) => {
      status.failed();
      output.error(error instanceof Error ? error : String(error));
    });
    return queue;
  };

  const start = async () => {
    told = selector();
    status.selector = told;
    client = await quietClient(told, output, createClient);
    client.onDidChangeState(({ newState }) => status.show(newState));
    views.deployments.follow(client);
    await client.start();
  };
  const stop = async () => {
    const old = client;
    client = undefined;
    // A server that never came up can't be stopped.
    await old?.dispose().catch((error: unknown) => output.warn(String(error)));
  };

  const restart = () => next(stop).then(() => next(start));
  const folders = workspace.onDidChangeWorkspaceFolders(({ added }) => {
    if (added.some(({ uri }) => !told.some(({ scheme }) => scheme === uri.scheme))) void restart();
  });

  void next(start);
  return {
    views,
    status,
    running: async () => {
      await queue;
      return client?.isRunning() ? client : undefined;
    },
    restart,
    dispose: () => {
      folders.dispose();
      status.dispose();
      views.dispose();
      return next(stop);
    },
  };
}

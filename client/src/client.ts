import { type LogOutputChannel, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import type { Filter } from './documents.ts';
import { messageTrace } from './message-trace.ts';
import { restartPolicy } from './restart-policy.ts';
import { serveWorkspaceFiles } from './workspace-files.ts';

/** What a host's client is made of. */
export interface ClientParts {
  readonly id: string;
  readonly name: string;
  readonly client: LanguageClientOptions;
  /** The state that says that the server is gone. */
  readonly stopped: State;
}

/** Makes a client for the host at hand: a Node process or a browser worker on the other side. */
export type CreateClient = (parts: ClientParts) => Promise<BaseLanguageClient>;

/** A client that shows no notifications: what goes wrong is in the output channel and in the status item. */
export async function quietClient(
  selector: Filter[],
  output: LogOutputChannel,
  createClient: CreateClient,
): Promise<BaseLanguageClient> {
  const trace = messageTrace(output);
  const client = await createClient({
    // Not `clearmlSecure`: the library would read `clearmlSecure.trace.server` itself and take values that trace texts.
    id: 'clearml-secure',
    name: 'ClearML Secure',
    stopped: State.Stopped,
    client: {
      documentSelector: selector,
      // Asked again at each start.
      initializationOptions: () => ({ trusted: workspace.isTrusted, clientFiles: true, showsPasswords: true }),
      outputChannel: output,
      traceOutputChannel: trace.channel,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: restartPolicy(),
    },
  });
  const files = serveWorkspaceFiles(client);
  // Some failures the library insists on showing.
  const log = client.error.bind(client);
  client.error = (message, data) => log(message, data, false);
  const dispose = client.dispose.bind(client);
  client.dispose = async (timeout) => {
    trace.dispose();
    files.dispose();
    await dispose(timeout);
  };
  return client;
}

import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';

/** Over the messages of a worker, which has no files of its own. */
export function connect() {
  // The worker's own global scope is its message port.
  const worker = globalThis as unknown as MessagePort;
  const [reader, writer] = [new BrowserMessageReader(worker), new BrowserMessageWriter(worker)];
  return { connection: createConnection(ProposedFeatures.all, reader, writer), files: undefined };
}

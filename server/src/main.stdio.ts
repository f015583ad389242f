import { createConnection, ProposedFeatures, StreamMessageReader } from 'vscode-languageserver/node';
import { nodeFiles } from './host/node-files.ts';
import { PromptWriter } from './host/prompt-writer.ts';
import { startServer } from './lsp/server.ts';
import { VERSION } from './version.ts';

/** Serves one client over standard input and output, until the input ends. */
export function serve(): Promise<void> {
  const reader = new StreamMessageReader(process.stdin);
  const connection = createConnection(ProposedFeatures.all, reader, new PromptWriter(process.stdout));
  return new Promise((done) => {
    reader.onClose(() => done());
    startServer(connection, nodeFiles, VERSION);
  });
}

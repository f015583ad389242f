import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './host/node-files.ts';

/** Over what the command line names: `--node-ipc`, `--stdio`, `--pipe` or `--socket`. Files are those of this machine. */
export function connect() {
  return { connection: createConnection(ProposedFeatures.all), files: nodeFiles };
}

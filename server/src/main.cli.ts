import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { run } from './cli/program.ts';
import { progressOn, wantsColors } from './cli/terminal.ts';
import { nodeFiles } from './host/node-files.ts';
import { startServer } from './lsp/server.ts';
import { VERSION } from './version.ts';

// Whoever reads the output may have seen enough: `clearml-secure check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const progress = progressOn(process.env, process.stderr);

void run(process.argv.slice(2), {
  files: nodeFiles,
  directory: process.cwd(),
  colors: wantsColors(process.env, process.stdout),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  ...(progress && { progress }),
  serve,
}).then((code) => {
  process.exitCode = code;
});

function serve(): Promise<void> {
  const reader = new StreamMessageReader(process.stdin);
  const connection = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout));
  return new Promise((done) => {
    reader.onClose(() => done());
    startServer(connection, nodeFiles, VERSION);
  });
}

// The language server for the editor: the same bundle runs in Node and in a browser's worker, and each loads its own
// transport only. What both share is imported here: behind import() it would be wrapped for a later start, and slower.
import { startServer } from './lsp/server.ts';
import { VERSION } from './version.ts';

const inNode = globalThis.process?.versions?.node !== undefined;
void (inNode ? import('./main.node.ts') : import('./main.worker.ts')).then(({ connect }) => {
  const { connection, files } = connect();
  startServer(connection, files, VERSION);
});

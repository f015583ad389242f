import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './host/node-files.ts';
import { startServer } from './lsp/server.ts';
import { VERSION } from './version.ts';

startServer(createConnection(ProposedFeatures.all), nodeFiles, VERSION);

import { run } from './cli/program.ts';
import { progressOn, wantsColors } from './cli/terminal.ts';
import { nodeFiles } from './host/node-files.ts';

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
  // Loaded when it is asked for, like the commands: a short command starts fast.
  serve: () => import('./main.stdio.ts').then(({ serve }) => serve()),
}).then((code) => {
  process.exitCode = code;
});

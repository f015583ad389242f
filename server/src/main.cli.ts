import { setFlagsFromString } from 'node:v8';
import { run } from './cli/program.ts';
import { progressOn, wantsColors } from './cli/terminal.ts';
import { nodeFiles } from './host/node-files.ts';

// Whoever reads the output may have seen enough: `clearml-secure check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Next to nothing of a file outlives its check. V8 would let the space for what is new grow all the same, and thousands of
// files take a hundred megabytes more and no less time. A language server, which waits between two checks, is better off
// with a large one.
if (process.argv[2] === 'check') setFlagsFromString('--semi-space-growth-factor=1');

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

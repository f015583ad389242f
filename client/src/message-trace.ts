import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/**
 * The trace of `clearmlSecure.trace.server`: method, id and duration of each message. What follows the first line would
 * be the text of files, with secrets in it, and is dropped whatever the library is set to.
 * @returns what the language client writes its trace to, and what ends it
 */
export function messageTrace(output: LogOutputChannel): Disposable & { readonly channel: LogOutputChannel } {
  const levels = new EventEmitter<LogLevel>();
  const level = () =>
    workspace.getConfiguration('clearmlSecure').get('trace.server') === 'messages' ? LogLevel.Trace : LogLevel.Off;
  const listener = workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('clearmlSecure.trace.server')) levels.fire(level());
  });
  const channel: LogOutputChannel = Object.create(output, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: levels.event },
    trace: { value: (message: string) => output.info(message.split('\n', 1)[0] ?? '') },
  });
  return {
    channel,
    dispose: () => {
      listener.dispose();
      levels.dispose();
    },
  };
}

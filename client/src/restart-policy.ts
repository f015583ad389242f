import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

const MOST_RESTARTS = 4;
const WITHIN_MINUTES = 3;

/** Starts a server that died again, but not one that keeps dying; says so in the log, never in a notification. */
export function restartPolicy(now: () => number = Date.now): ErrorHandler {
  let restarts: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed: () => {
      const since = now() - WITHIN_MINUTES * 60_000;
      restarts = [...restarts.filter((time) => time > since), now()];
      return restarts.length <= MOST_RESTARTS
        ? { action: CloseAction.Restart, handled: true }
        : { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

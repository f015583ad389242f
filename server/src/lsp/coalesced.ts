/**
 * A task that runs once for all the calls that come before it starts, and never twice at a time: calls that come while it
 * runs get one more run after it. Each call fails as its run does.
 */
export function coalesced(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= running
      .catch(() => {})
      .then(() => {
        waiting = undefined;
        running = task();
        return running;
      });
    return waiting;
  };
}

/** Runs a task at the first call; every call waits for that one run. */
export function pulledOnce(task: () => Promise<void>): () => Promise<void> {
  let run: Promise<void> | undefined;
  return () => {
    run ??= task();
    return run;
  };
}

/** A function that has a task done once it was not called for so many milliseconds; at once where there are none. */
export function whenQuiet(task: () => void, milliseconds: number): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  if (milliseconds === 0) return task;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(task, milliseconds);
  };
}

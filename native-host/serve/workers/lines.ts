import type { FromWorker } from './messages.ts';

/** Milliseconds in which the same line of another worker is not shown again. */
const SAME_MS = 1_000;

/**
 * Shows the lines of all workers as those of one process: those of the start once, from the first worker, and later each
 * line once, since all of them report a store or an Ollama that fails.
 */
export const createLines = (explain: (line: string) => void, now = () => performance.now()) => {
  const atStart = new Set<string>();
  const shown = new Map<string, number>();
  let isReady = false;

  const takeLater = (line: string) => {
    const at = now();
    for (const [each, since] of shown) if (at - since >= SAME_MS) shown.delete(each);
    if (!shown.has(line)) explain(line);
    shown.set(line, at);
  };

  return {
    take({ explain: line }: FromWorker) {
      if (typeof line !== 'string' || atStart.has(line)) return;
      if (isReady) takeLater(line);
      else atStart.add(line);
    },
    /** Shows a line of the first process, and never the same one of a worker. */
    say(line: string) {
      atStart.add(line);
      explain(line);
    },
    /** All workers have started: shows what they said meanwhile. */
    ready() {
      isReady = true;
      for (const line of atStart) explain(line);
    },
  };
};

/** As Node writes to stderr by itself. That a part of Node is still tried out, such as its SQLite, is no fault. */
const WARNING = /^\(node:\d+\) (?!ExperimentalWarning)(.*Warning: .*)$/gm;

/** What Node warned of in a log, such as a listener that is added again and again. */
export const warningsIn = (log: string): string[] =>
  Array.from(log.matchAll(WARNING), ([, warning]) => warning as string);

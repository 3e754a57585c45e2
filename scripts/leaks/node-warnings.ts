/** Matches a warning that Node writes to stderr, except for one about an experimental feature such as SQLite. */
const WARNING = /^\(node:\d+\) (?!ExperimentalWarning)(.*Warning: .*)$/gm;

/** The warnings of Node in a log, such as one about leaked listeners. */
export const warningsIn = (log: string): string[] =>
  Array.from(log.matchAll(WARNING), ([, warning]) => warning as string);

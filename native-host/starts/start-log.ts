import { appendFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_START_LOG, START_LOG } from './start-log-file.ts';

/** The number of starts that are kept. */
export const KEPT_STARTS = 20;

/** The longest text of standard error that is kept for one start. */
const MAX_STDERR = 500;

/** A line of the log: a start that failed, or the begin or end of one. */
export interface StartLine {
  /** When, as ISO 8601; on Windows, a wrapper writes local time. */
  readonly at: string;
  readonly pid?: number;
  readonly version?: string;
  readonly node?: string;
  /** Who started it: `companion`, or `extension` for one that starts the host directly. */
  readonly caller?: string;
  /** The family of the browser: `chromium` or `firefox`. */
  readonly browser?: string;
  readonly exit?: number;
  /** The name of a start failure, or an error code. */
  readonly cause?: string;
  readonly stderr?: string;
}

/** The log of the last starts, in the data directory. Writing it never fails: it must not prevent a start. */
export interface StartLog {
  add(line: StartLine): void;
  /** Oldest first. */
  read(): readonly StartLine[];
}

const FIELDS: Readonly<Record<keyof StartLine, 'string' | 'number'>> = {
  at: 'string',
  pid: 'number',
  version: 'string',
  node: 'string',
  caller: 'string',
  browser: 'string',
  exit: 'number',
  cause: 'string',
  stderr: 'string',
};

/** Reads a line. Undefined for one that was cut off, or that another program wrote. Unknown fields are left out. */
export const parseStartLine = (text: string): StartLine | undefined => {
  try {
    const value = Object(JSON.parse(text)) as Record<string, unknown>;
    const known = Object.entries(FIELDS).filter(([name, type]) => typeof value[name] === type);
    return typeof value['at'] === 'string'
      ? (Object.fromEntries(known.map(([name]) => [name, value[name]])) as unknown as StartLine)
      : undefined;
  } catch {
    return undefined;
  }
};

/** The last lines of a log that belong to the last starts: at most two for each, its begin and its end. */
const lastLines = (lines: readonly StartLine[]): readonly StartLine[] => lines.slice(-2 * KEPT_STARTS);

export const openStartLog = (data: string): StartLog => {
  const path = join(data, START_LOG);
  const read = (): StartLine[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .map(parseStartLine)
      .filter((line) => line !== undefined);
  const shorten = () => {
    const text = lastLines(read()).map((line) => `${JSON.stringify(line)}\n`);
    writeFileSync(`${path}.${process.pid}`, text.join(''), { mode: 0o600 });
    renameSync(`${path}.${process.pid}`, path);
  };
  return {
    add({ stderr, ...line }) {
      const text = JSON.stringify({ ...line, ...(stderr && { stderr: stderr.slice(-MAX_STDERR) }) });
      try {
        appendFileSync(path, `${text}\n`, { mode: 0o600 });
        if (statSync(path).size > MAX_START_LOG / 2) shorten();
      } catch {
        // The folder is missing or not writable, which `doctor` reports.
      }
    },
    read() {
      try {
        return lastLines(read());
      } catch {
        return [];
      }
    },
  };
};

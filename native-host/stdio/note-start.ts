import type { Caller } from '../../shared/access/caller.ts';
import { VERSION } from '../../shared/version.ts';
import { openStartLog } from '../starts/start-log.ts';

interface Options {
  /** Data directory. */
  readonly data: string;
  readonly caller: Caller;
  /** Whether the log of starts gets an entry. */
  readonly logged: boolean;
}

/** What a host notes about itself for `report`. Contains nothing of requests. */
interface StartNote {
  /** Writes a line to standard error. The last ones are kept. */
  say(line: string): void;
  /** Notes the end. Synchronous: the process exits next. */
  end(exit: number, cause?: string): void;
}

/** Milliseconds after which the begin of a start is noted. By then the first requests are on their way. */
const NOTE_AFTER_MS = 1_000;

/** The number of lines of standard error that are kept. */
const KEPT_LINES = 5;

/** Notes the begin and the end of this host in the log of starts. */
export const noteStart = ({ data, caller, logged }: Options): StartNote => {
  const said: string[] = [];
  const add = (line: { exit?: number; cause?: string; stderr?: string }) => {
    if (!logged) return;
    openStartLog(data).add({
      at: new Date().toISOString(),
      pid: process.pid,
      version: VERSION,
      node: process.versions.node,
      caller: caller.own ? 'companion' : 'extension',
      browser: /^[a-p]{32}$/.test(caller.id) ? 'chromium' : 'firefox',
      ...line,
    });
  };
  const begin = setTimeout(() => add({}), NOTE_AFTER_MS).unref();
  return {
    say(line) {
      console.error(`ollama-turnkey: ${line}`);
      said.push(line);
      said.splice(0, said.length - KEPT_LINES);
    },
    end(exit, cause) {
      clearTimeout(begin);
      add({ exit, ...(cause && { cause }), ...(said.length > 0 && { stderr: said.join('\n') }) });
    },
  };
};

import {
  LAST_WORDS_HEADER,
  lastWords,
  START_FAILURES,
  type StartFailureName,
} from '../starts/start-failures.ts';
import { MAX_START_LOG, START_LOG } from '../starts/start-log-file.ts';
import { NODE_PLACES } from './node-places.ts';
import { NODE_VARIABLES } from './node-variables.ts';
import { NEW_ENOUGH_PROGRAM } from './oldest-node.ts';

/** The absolute paths in a wrapper. */
export interface WrapperParts {
  readonly node: string;
  readonly host: string;
  /** The data directory for the host; absent if each user has their own. */
  readonly dataDirectory?: string;
  /** The directory of Node's compile cache; absent if the user does not own the host's directory. */
  readonly cache?: string;
  /** The home directory to search for another Node; absent if each user has their own. */
  readonly home?: string;
}

/** Quotes a path for `sh`, except for `*`. */
const pattern = (place: string): string =>
  place
    .split(/(\{home\}|\*)/)
    .filter(Boolean)
    .map((part) => (part === '{home}' ? '"$home"' : part === '*' ? part : shellQuote(part)))
    .join('');

const exported = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `export ${name}=${shellQuote(value)}\n`;

/** The four bytes before a frame, as `printf` writes them. */
const HEADER = LAST_WORDS_HEADER.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** Runs the function `fail` of the wrapper: its parameters are the exit code, the name, the frame and the text. */
const fail = (name: StartFailureName): string => {
  const { exit, message, help } = START_FAILURES[name];
  const words = [name, lastWords(name), `${message} ${help}`].map(shellQuote).join(' ');
  return `fail ${exit} ${words}`;
};

/** Records a failed start, unless the file has its largest size. No entry if each user has their own data directory. */
const recordFailure = (dataDirectory: string | undefined): string =>
  dataDirectory === undefined
    ? ''
    : `  log=${shellQuote(`${dataDirectory}/${START_LOG}`)}
  size=$(wc -c 2>/dev/null <"$log")
  [ "\${size:-0}" -lt ${MAX_START_LOG} ] &&
    (umask 077; echo "{\\"at\\":\\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\",\\"exit\\":$1,\\"cause\\":\\"$2\\"}" >>"$log")
`;

/**
 * The program that browsers on Linux and macOS start. They pass a PATH without Homebrew or version managers, so it has
 * the path of Node. If that is gone, it looks for another Node that is new enough. If it cannot start the host, it tells
 * the browser why in a frame.
 */
export const posixWrapper = ({ node, host, dataDirectory, cache, home }: WrapperParts): string => `#!/bin/sh
# Starts the Ollama Turnkey host for a browser. Written by install-host: run that again instead of editing.
unset ${NODE_VARIABLES.join(' ')}
${exported('OLLAMA_TURNKEY_HOME', dataDirectory)}${exported('NODE_COMPILE_CACHE', cache)}node=${shellQuote(node)}
host=${shellQuote(host)}
[ -x "$node" ] && [ -r "$host" ] && exec "$node" "$host" "$@"

# Tells the browser why the host cannot start: four bytes of length, and a message.
fail() {
  [ -t 1 ] || printf '${HEADER}%s' "$3"
  echo "ollama-turnkey: $4" >&2
  {
${recordFailure(dataDirectory).replaceAll(/^/gm, '  ').trimEnd() || '    :'}
  } 2>/dev/null
  # A browser that cannot write reports that instead. It closes the input when it has read the frame.
  [ -t 0 ] || cat >/dev/null 2>&1
  exit "$1"
}
[ -r "$host" ] || ${fail('host_missing')}

# That Node is gone. Standard input and output belong to the browser, so the check must not touch them.
home=${home === undefined ? '$HOME' : shellQuote(home)}
for node in \\
${NODE_PLACES.linux.map((place) => `  ${pattern(place)} \\`).join('\n')}
  "$(command -v node)"
do
  [ -x "$node" ] && "$node" -e "${NEW_ENOUGH_PROGRAM}" </dev/null >/dev/null 2>&1 && exec "$node" "$host" "$@"
done
${fail('node_missing')}
`;

/** Quotes a text as one word of a POSIX shell. Within single quotes, only the single quote is special. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Reads the quoted word at the start of a text, as {@link shellQuote} writes it. Undefined if there is none. */
export const shellUnquote = (text: string): string | undefined =>
  /^'((?:[^']|'\\'')*)'/.exec(text)?.[1]?.replaceAll("'\\''", "'");

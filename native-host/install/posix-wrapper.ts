import { NODE_PLACES } from './node-places.ts';
import { NEW_ENOUGH_PROGRAM, OLDEST_NODE } from './oldest-node.ts';

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

/**
 * The program that browsers on Linux and macOS start. They pass a PATH without Homebrew or version managers, so it has
 * the path of Node. If that is gone, it looks for another Node that is new enough, and exits with 127 if there is none.
 */
export const posixWrapper = ({ node, host, dataDirectory, cache, home }: WrapperParts): string => `#!/bin/sh
# Starts the Ollama Turnkey host for a browser. Written by install-host: run that again instead of editing.
${exported('OLLAMA_TURNKEY_HOME', dataDirectory)}${exported('NODE_COMPILE_CACHE', cache)}node=${shellQuote(node)}
host=${shellQuote(host)}
[ -x "$node" ] && exec "$node" "$host" "$@"

# That Node is gone. Standard input and output belong to the browser, so the check must not touch them.
home=${home === undefined ? '$HOME' : shellQuote(home)}
for node in \\
${NODE_PLACES.linux.map((place) => `  ${pattern(place)} \\`).join('\n')}
  "$(command -v node)"
do
  [ -x "$node" ] && "$node" -e "${NEW_ENOUGH_PROGRAM}" </dev/null >/dev/null 2>&1 && exec "$node" "$host" "$@"
done
echo "ollama-turnkey: no Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer was found. Install it from https://nodejs.org, then run install-host again." >&2
exit 127
`;

/** Quotes a text as one word of a POSIX shell. Within single quotes, only the single quote is special. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Reads the quoted word at the start of a text, as {@link shellQuote} writes it. Undefined if there is none. */
export const shellUnquote = (text: string): string | undefined =>
  /^'((?:[^']|'\\'')*)'/.exec(text)?.[1]?.replaceAll("'\\''", "'");

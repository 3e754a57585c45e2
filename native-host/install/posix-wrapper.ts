import { NODE_PLACES } from './node-places.ts';
import { NEW_ENOUGH_PROGRAM, OLDEST_NODE } from './oldest-node.ts';

/** What a wrapper is made of: absolute paths. */
export interface WrapperParts {
  readonly node: string;
  readonly host: string;
  /** The data directory that the host is to use; absent when each user has their own. */
  readonly dataDirectory?: string;
  /** Directory of Node's compile cache; absent when the host's directory is not the user's own. */
  readonly cache?: string;
  /** The home directory to search for another Node; absent when each user has their own. */
  readonly home?: string;
}

/** A place as a word of `sh`: all quoted but the `*`. */
const pattern = (place: string): string =>
  place
    .split(/(\{home\}|\*)/)
    .filter(Boolean)
    .map((part) => (part === '{home}' ? '"$home"' : part === '*' ? part : shellQuote(part)))
    .join('');

const exported = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `export ${name}=${shellQuote(value)}\n`;

/**
 * The program that Linux and macOS browsers start. They give it a PATH without Homebrew or version managers, so it
 * names its Node; if that one is gone it looks for another that is new enough, and ends with 127 if there is none.
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

/** One word for a POSIX shell, whatever it contains: in single quotes only the single quote itself is special. */
export const shellQuote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The word that a text written by {@link shellQuote} starts with; undefined if it does not start with one. */
export const shellUnquote = (text: string): string | undefined =>
  /^'((?:[^']|'\\'')*)'/.exec(text)?.[1]?.replaceAll("'\\''", "'");

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { grantJson } from '../../shared/access/grant-json.ts';
import { redactKeys } from '../../shared/key/key.ts';
import { UserError } from '../errors/user-error.ts';
import { MAX_IMPORTED, MIN_IMPORTED } from '../grants/check-secret.ts';
import { importKey } from '../grants/import-key.ts';
import { isPlaceholder, weaknessOf } from '../grants/key-strength.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';
import { addKeyOptions, type KeyFlags, readKeyFlags } from './key-options.ts';

/** One key of the input. */
interface ImportLine {
  /** Counted from 1. */
  readonly line: number;
  readonly name: string | undefined;
  readonly text: string;
}

/** Characters of a Bearer token (RFC 6750, section 2.1), and others that a header may contain. */
const TOKEN = /^[\x21-\x7e]+$/;

const problemOf = ({ text }: ImportLine): string | undefined => {
  if (!TOKEN.test(text)) return 'a key has only visible ASCII characters';
  if (text.length < MIN_IMPORTED) return `a key has at least ${MIN_IMPORTED} characters`;
  if (text.length > MAX_IMPORTED) return `a key has at most ${MAX_IMPORTED} characters`;
  if (redactKeys(text) !== text)
    return 'it has the form of a key of Ollama Turnkey, which cannot be imported';
  return isPlaceholder(text) ? 'it is a placeholder, not a key' : undefined;
};

/**
 * Reads `KEY` or `NAME KEY` from each line. Empty lines and those that begin with `#` are left out. Throws a UserError with
 * every problem, which quotes no key.
 */
export const readKeyLines = (input: string): readonly ImportLine[] => {
  const lines = input.split(/\r?\n/).flatMap((raw, at): ImportLine[] => {
    const plain = raw.trim();
    if (plain === '' || plain.startsWith('#')) return [];
    const [, name, text = ''] = /^(?:(.*?)\s+)?(\S+)$/.exec(plain) ?? [];
    return [{ line: at + 1, name, text }];
  });
  const problems = lines.flatMap((each, at) => {
    const isRepeated = lines.findIndex(({ text }) => text === each.text) < at;
    const why = isRepeated ? 'it is repeated' : problemOf(each);
    return why === undefined ? [] : [`line ${each.line}: ${why}`];
  });
  if (lines.length === 0) problems.push('there is no key');
  if (problems.length === 0) return lines;
  throw new UserError(
    `Nothing was imported: ${problems.join('; ')}.`,
    'Write one key to a line, or a name, a space and a key.',
  );
};

const read = async (file: string | undefined): Promise<string> => {
  if (file === undefined || file === '-') return textOf(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`The file cannot be read (${code}).`, 'Check its path and who may read it.');
  }
};

const importKeys = async (
  file: string | undefined,
  flags: KeyFlags & { readonly json?: boolean },
  context: CliContext,
): Promise<void> => {
  const { now, print, explain } = context;
  const terms = readKeyFlags(flags, now());
  const lines = readKeyLines(await read(file));
  const named = lines.map((each) => ({
    ...each,
    name: readKeyFlags({ ...flags, name: each.name ?? flags.name }, now()).name,
  }));
  const records: unknown[] = [];
  for (const { line, name, text } of named) {
    const grant = await importKey({ ...terms, name, text }, grantWorld(context));
    const weakness = weaknessOf(text);
    if (weakness !== undefined)
      explain(`Line ${line}: this key ${weakness}. Replace it with \`key rotate\` soon.`);
    if (!grant) explain(`Line ${line}: this key was imported before. It is unchanged.`);
    else if (flags.json) records.push(grantJson(grant, now()));
    else print(`Imported ${grant.id} ${grant.name}`);
  }
  if (flags.json) print(JSON.stringify(records, null, 2));
};

/** `key import`: keeps keys that clients have already. */
export const addImportCommand = (key: Command, context: CliContext): void => {
  const command = key
    .command('import [file]')
    .description(
      `import existing keys for ${HTTP_CALLER.id.toUpperCase()} from a file or standard input; only their digests are stored`,
    );
  addKeyOptions(command, 'Imported')
    .option('--json', 'print JSON: the records')
    .action((file: string | undefined, flags: KeyFlags & { json?: boolean }) =>
      importKeys(file, flags, context),
    );
};

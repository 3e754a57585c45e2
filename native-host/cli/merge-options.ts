import type { Command, Option } from 'commander';
import type { FileValue } from '../serve/config/parse-config.ts';
import { LIMIT_OPTIONS, readLimits } from './limit-options.ts';
import { collect } from './read-options.ts';

/** Options that are only for the command line. */
const NOT_IN_FILE: ReadonlySet<string> = new Set(['config']);

const isScalar = (value: unknown): value is string | number => ['string', 'number'].includes(typeof value);

/** Parses the value of an option as the command line would. Throws an error with what to write instead. */
const read = (option: Option, value: unknown): unknown => {
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value;
    throw new Error('Write true or false.');
  }
  const isList = option.parseArg === (collect as typeof option.parseArg);
  if (isList && Array.isArray(value) && value.every(isScalar)) return value.map(String);
  if (!isScalar(value))
    throw new Error(isList ? 'Write a text, or a list of texts.' : 'Write a text or a number.');
  const text = String(value);
  const limit = LIMIT_OPTIONS.find(({ flag }) => flag === option.long);
  if (limit) readLimits({ [limit.name]: text });
  return option.parseArg ? option.parseArg(text, option.defaultValue as never) : text;
};

/** An option as a key of the file: `max-body`. Undefined for an option that the file cannot have. */
export const keyOf = ({ long }: Option): string | undefined => {
  const key = long?.slice('--'.length);
  return key === undefined || key.startsWith('no-') || NOT_IN_FILE.has(key) ? undefined : key;
};

/** The environment variable of an option: `OLLAMA_TURNKEY_MAX_BODY`. Undefined for one that has no value. */
export const variableOf = (option: Option): string | undefined => {
  const key = option.isBoolean() ? undefined : keyOf(option);
  return key && `OLLAMA_TURNKEY_${key.toUpperCase().replaceAll('-', '_')}`;
};

/** Lets the environment set the options that have a value. An option that may be repeated has one value there. */
export const addVariables = (command: Command): void => {
  for (const option of command.options) {
    const variable = variableOf(option);
    if (variable) option.env(variable);
  }
};

/** Sources of a value that take precedence over the file. */
const STRONGER: ReadonlySet<string | undefined> = new Set(['cli', 'env']);

/**
 * The values of a command's options: those of the command line, then of the environment, of the file, and the
 * defaults.
 */
export const mergeOptions = (command: Command, file: readonly FileValue[]) => {
  const values: Record<string, unknown> = { ...command.opts() };
  const problems: string[] = [];
  for (const { key, value, line } of file) {
    const option = command.options.find((each) => keyOf(each) === key);
    if (!option) {
      problems.push(`line ${line}: unknown key ${JSON.stringify(key.slice(0, 40))}`);
      continue;
    }
    try {
      const found = read(option, value);
      const name = option.attributeName();
      if (!STRONGER.has(command.getOptionValueSource(name))) values[name] = found;
    } catch (error) {
      const { message, help = '' } = error as Error & { help?: string };
      problems.push(`line ${line}: ${key}: ${[message, help].join(' ').trim()}`);
    }
  }
  return { values, problems };
};

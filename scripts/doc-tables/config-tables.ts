import { Command } from 'commander';
import type { CliContext } from '../../native-host/cli/cli-context.ts';
import { keyOf, variableOf } from '../../native-host/cli/merge-options.ts';
import { addServeCommand } from '../../native-host/cli/serve-command.ts';
import { SECTIONS } from '../../native-host/serve/config/config-schema.ts';
import { plain } from './command-tables.ts';
import { code, markdown } from './markdown.ts';

/** The options of `serve` with their keys in the configuration file and their variables. */
export const configOptions = (): string => {
  const program = new Command();
  addServeCommand(program, {} as CliContext);
  const options = program.commands[0]?.options ?? [];
  const rows = options.flatMap((option) => {
    const [key, variable] = [keyOf(option), variableOf(option)];
    return key
      ? [[code(key), code(option.flags), variable ? code(variable) : '', plain(option.description)]]
      : [];
  });
  return markdown(['Key', 'Option', 'Variable', 'Meaning'], rows);
};

/** The keys of the configuration file that are not options. */
export const configSections = (): string =>
  markdown(
    ['Key', 'Meaning'],
    Object.entries(SECTIONS).map(([key, { meaning }]) => [code(key), plain(meaning)]),
  );

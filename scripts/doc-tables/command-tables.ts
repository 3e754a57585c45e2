import { Command } from 'commander';
import { addCommands } from '../../native-host/cli/add-commands.ts';
import type { CliContext } from '../../native-host/cli/cli-context.ts';
import { code, markdown } from './markdown.ts';

interface Listed {
  /** With its arguments: `key rotate <id>`. */
  readonly usage: string;
  readonly command: Command;
}

const listed = (command: Command, before: string): Listed[] => {
  const name = `${before}${command.name()}`;
  const words = command.registeredArguments.map((each) =>
    each.required ? `<${each.name()}>` : `[${each.name()}]`,
  );
  const usage = [name, ...words].join(' ');
  return [
    { usage, command },
    ...command.commands.flatMap((each) => (each.name() === 'help' ? [] : listed(each, `${name} `))),
  ];
};

/** The command line, with nothing behind it. */
const allCommands = (): Listed[] => {
  const program = new Command();
  addCommands(program, {} as CliContext);
  return program.commands.flatMap((each) => listed(each, ''));
};

const CODE_ADDRESS_OR_MARK =
  /(?<quoted>`[^`]*`)|(?<address>\b[a-z-]+:\/\/[^\s,;)]+)|(?<mark>[*<>]|(?<!\w)_|_(?!\w))/g;

/** Plain text as Markdown. What is in backticks stays code, and addresses become code. */
export const plain = (text: string): string =>
  text.replaceAll(
    CODE_ADDRESS_OR_MARK,
    (all, quoted, address) => quoted ?? (address ? code(all) : `\\${all}`),
  );

/** Every command that does something by itself. */
export const commands = (): string =>
  markdown(
    ['Command', 'What it does'],
    allCommands()
      .filter(({ command }) => command.commands.length === 0)
      .map(({ usage, command }) => [code(usage), plain(command.description())]),
  );

/** The options of each command. */
export const commandOptions = (): string =>
  allCommands()
    .filter(({ command }) => command.options.length > 0)
    .map(({ usage, command }) => {
      const rows = command.options.map(({ flags, description }) => [code(flags), plain(description)]);
      return `### ${usage.replace(/ <.*/, '')}\n\n${markdown(['Option', 'Meaning'], rows)}`;
    })
    .join('\n\n');

import { Command, type CommanderError } from 'commander';
import { addCommands } from '../../native-host/cli/add-commands.ts';
import type { CliContext } from '../../native-host/cli/cli-context.ts';

/** A call of our command line: by its name, from a checkout, or as the entry point of the image. */
const CALL =
  /^\s*(?:\w+=\S*\s+)*(?:sudo (?:-u \S+ )?)?(?:env (?:\w+=\S+ )*)?(?:ollama-turnkey|node native-host\/dist\/host\.mjs|docker compose (?:-f \S+ )?run --rm (?:-T )?\S+)\s+(?<rest>.+)$/;

/** The words of a command, as a shell splits them, without expanding anything. */
const wordsOf = (command: string): string[] =>
  Array.from(command.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g), ([word]) => word.replaceAll(/["']/g, ''));

/** The arguments of each call of our command line in a text of shell commands. */
export const ownCalls = (commands: string): readonly (readonly string[])[] =>
  commands
    .replaceAll(/\\\n/g, ' ')
    .split(/\n|&&|\|\||[|;()]/)
    .flatMap((command) => {
      const { rest } = CALL.exec(command.replace(/(?:^|\s)[#<>].*/, ''))?.groups ?? {};
      return rest === undefined ? [] : [wordsOf(rest)];
    });

/** The command line, whose commands do nothing. */
const silentProgram = (): Command => {
  const program = new Command().option('--store <address>');
  addCommands(program, {} as CliContext);
  const silence = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr() {}, writeOut() {} });
    if (command.commands.length === 0) command.action(() => {});
    for (const each of command.commands) silence(each);
  };
  silence(program);
  return program;
};

/** Running text names a command without its arguments, and a group without a command. */
const NAMES = ['commander.missingArgument', 'commander.optionMissingArgument', 'commander.help'];

/**
 * What is wrong with the arguments of a call: an unknown command or option, or a missing value.
 * @param isName whether the text only names the command
 */
export const problemOf = (args: readonly string[], isName = false): string | undefined => {
  try {
    silentProgram().parse([...args], { from: 'user' });
    return undefined;
  } catch (error) {
    const { code, message } = error as CommanderError;
    return isName && NAMES.includes(code) ? undefined : message;
  }
};

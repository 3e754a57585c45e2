import type { Command } from 'commander';
import { connectableBase, resolveUpstream } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { CliError } from './cli-error.ts';

/** `upstream show | set | clear`: where the host finds Ollama. */
export const addUpstreamCommands = (program: Command, { store, env, print, now }: CliContext): void => {
  const show = () => {
    const { base, from } = resolveUpstream(store().settings.get('upstream'), env['OLLAMA_HOST']);
    print(`${base} (${from})`);
  };
  const upstream = program.command('upstream').description('where Ollama is');
  upstream.command('show').description('show the address in use and who set it').action(show);
  upstream
    .command('set <address>')
    .description('use this address, written as for OLLAMA_HOST')
    .action((address: string) => {
      if (!URL.canParse(connectableBase(address))) {
        throw new CliError(`"${address}" is no address.`, 'Write one like http://127.0.0.1:11434.');
      }
      store().settings.set('upstream', address);
      store().audit.add({ at: now(), act: 'upstream', subject: connectableBase(address) });
      show();
    });
  upstream
    .command('clear')
    .description('go back to OLLAMA_HOST or the default')
    .action(() => {
      store().settings.set('upstream', null);
      show();
    });
};

import type { Command } from 'commander';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';
import { setUpstream } from './set-upstream.ts';

/** `upstream show | set | clear`: where the host finds Ollama. */
export const addUpstreamCommands = (program: Command, context: CliContext): void => {
  const { store, env, print, now } = context;
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
      setUpstream(address, context);
      show();
    });
  upstream
    .command('clear')
    .description('go back to OLLAMA_HOST or the default')
    .action(() => {
      store().settings.set('upstream', null);
      store().audit.add({ at: now(), act: 'upstream', subject: 'cleared' });
      show();
    });
};

import type { Command } from 'commander';
import { VERSION } from '../../shared/version.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';

const PATIENCE_MS = 3000;

const ollamaVersion = async (base: string): Promise<string | undefined> => {
  try {
    const response = await fetch(`${base}/api/version`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return ((await response.json()) as { version: string }).version;
  } catch {
    return undefined;
  }
};

/** `status`: the host, its store, and whether Ollama answers. */
export const addStatusCommand = (program: Command, context: CliContext): void => {
  program
    .command('status')
    .description('show the host, its folder, and whether Ollama answers')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { store, env, data, print } = context;
      const { base, from } = resolveUpstream(store().settings.get('upstream'), env['OLLAMA_HOST']);
      const live = store()
        .grants.list()
        .filter(({ revokedAt }) => revokedAt === null);
      const version = await ollamaVersion(base);
      const facts = {
        host: VERSION,
        folder: data,
        ollama: { address: base, from, version },
        grants: live.length,
      };
      if (json) return print(JSON.stringify(facts, null, 2));
      print(`Host     ${VERSION}, in ${data}`);
      print(`Ollama   ${version ? `${version} at` : 'does not answer at'} ${base} (${from})`);
      print(`Grants   ${live.length}`);
    });
};

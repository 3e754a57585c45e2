import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { parseListenAddress } from '../http/operating/listen-address.ts';
import type { ServeSettings } from '../http/run-serve.ts';
import type { CliContext } from './cli-context.ts';
import { collect, readScopes } from './read-options.ts';

/** As they are written: the scopes are not read yet. */
type ServeOptions = Omit<ServeSettings, 'scopes'> & { readonly apiKeyScope: readonly string[] };

/** Not 11435: there Ollama's macOS app listens for Claude (internal/proxy/claude_desktop.go at v0.33.0-rc2). */
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 11450 };

const listenAddress = (text: string) => {
  const address = parseListenAddress(text);
  if (!address) throw new InvalidArgumentError('Write HOST:PORT, like 127.0.0.1:11450.');
  return address;
};

/** `serve`: the same keys over HTTP. */
export const addServeCommand = (program: Command, context: CliContext): void => {
  program
    .command('serve')
    .description('serve Ollama over HTTP to whoever has a key; OLLAMA_API_KEY is one more key')
    .option('--listen <address>', 'where to listen', listenAddress, DEFAULT_LISTEN)
    .option(
      '--upstream <url>',
      'where Ollama is (default: as `upstream show` says; several are used as one)',
      collect,
      [],
    )
    .option(
      '--origin <origin>',
      'the only origins that may call with a key, like https://chat.example or chrome-extension://* (repeatable; default any)',
      collect,
      [],
    )
    .option('--allow-host <name>', 'a name under which this is called (repeatable)', collect, [])
    .option(
      '--api-key-scope <scope>',
      'what OLLAMA_API_KEY may do (repeatable; default read, infer, embed)',
      collect,
      [],
    )
    .option('--open', 'ask for no key: as Ollama itself does, on this computer only')
    .option('--admin-listen <address>', 'where /healthz and /metrics are (default: nowhere)', listenAddress)
    .option('--access-log', 'a line of JSON on stdout for each request, without its content')
    .action(async (options: ServeOptions) => {
      const { runServe } = await import('../http/run-serve.ts');
      const { apiKeyScope } = options;
      const scopes = apiKeyScope.length > 0 ? readScopes(apiKeyScope) : DEFAULT_SCOPES;
      context.store({ tell: context.explain });
      await runServe(context, { ...options, scopes });
    });
};

import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { MAX_BODIES, MAX_BODY } from '../../shared/protocol/limits.ts';
import { UserError } from '../errors/user-error.ts';
import { CONNECTION_LIMITS } from '../http/connection-limits.ts';
import { parseListenAddress } from '../serve/listen-address.ts';
import type { ServeSettings } from '../serve/run-serve.ts';
import type { CliContext } from './cli-context.ts';
import { readConnections, readSize, readTime } from './read-limits.ts';
import { collect, readScopes } from './read-options.ts';

/** As they are written: the scopes are not read yet. */
type ServeOptions = Omit<ServeSettings, 'scopes' | 'limits' | 'bodies'> & {
  readonly apiKeyScope: readonly string[];
  readonly maxConnections?: number;
  readonly headTimeout?: number;
  readonly bodyTimeout?: number;
  readonly idleTimeout?: number;
  readonly maxBody?: number;
  readonly maxBodies?: number;
};

/** Not 11435: there Ollama's macOS app listens for Claude (internal/proxy/claude_desktop.go at v0.33.0-rc2). */
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 11450 };

const listenAddress = (text: string) => {
  const address = parseListenAddress(text);
  if (!address) throw new InvalidArgumentError('Write HOST:PORT, like 127.0.0.1:11450.');
  return address;
};

const limitsOf = ({ maxConnections, headTimeout, bodyTimeout, idleTimeout }: ServeOptions) => {
  const { connections, headMs, idleMs, body } = CONNECTION_LIMITS;
  return {
    ...CONNECTION_LIMITS,
    connections: maxConnections ?? connections,
    headMs: headTimeout ?? headMs,
    idleMs: idleTimeout ?? idleMs,
    body: { ...body, ms: bodyTimeout ?? body.ms },
  };
};

/** One limit that is set moves the other, whose default would contradict it. */
const bodiesOf = ({ maxBody, maxBodies }: ServeOptions) => {
  const each = maxBody ?? Math.min(MAX_BODY, maxBodies ?? MAX_BODIES);
  const all = maxBodies ?? Math.max(MAX_BODIES, each);
  if (each <= all) return { each, all };
  throw new UserError(
    '--max-body is larger than --max-bodies, so no body of that size would be taken.',
    'Raise --max-bodies, or lower --max-body.',
  );
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
    .option('--max-body <size>', 'largest JSON or form body (default 64MiB)', readSize)
    .option('--max-bodies <size>', 'all such bodies held at once (default 256MiB)', readSize)
    .option('--max-connections <n>', 'connections at once (default 4096)', readConnections)
    .option('--head-timeout <time>', 'how long the head of a request may take (default 20s)', readTime)
    .option('--body-timeout <time>', 'how long a body may bring less than 32 KiB (default 30s)', readTime)
    .option(
      '--idle-timeout <time>',
      'how long a connection waits for its next request (default 75s)',
      readTime,
    )
    .action(async (options: ServeOptions) => {
      const { runServe } = await import('../serve/run-serve.ts');
      const { apiKeyScope } = options;
      const scopes = apiKeyScope.length > 0 ? readScopes(apiKeyScope) : DEFAULT_SCOPES;
      context.store({ report: context.explain });
      await runServe(context, {
        ...options,
        scopes,
        limits: limitsOf(options),
        bodies: bodiesOf(options),
      });
    });
};

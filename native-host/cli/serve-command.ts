import { type Command, InvalidArgumentError } from 'commander';
import { parseListenAddress } from '../serve/listen-address.ts';
import type { CliContext } from './cli-context.ts';
import { addLimitOptions } from './limit-options.ts';
import { addVariables } from './merge-options.ts';
import { readConnections, readSize, readTime, readWorkers } from './read-limits.ts';
import { collect } from './read-options.ts';
import { readSettings } from './serve-settings.ts';

/** Not 11435: there Ollama's macOS app listens for Claude (internal/proxy/claude_desktop.go at v0.33.0-rc2). */
const DEFAULT_LISTEN = { host: '127.0.0.1', port: 11450 };

const listenAddress = (text: string) => {
  const address = parseListenAddress(text);
  if (!address) throw new InvalidArgumentError('Use HOST:PORT, such as 127.0.0.1:11450.');
  return address;
};

/** `serve`: the same keys over HTTP. */
export const addServeCommand = (program: Command, context: CliContext): void => {
  const command = program
    .command('serve')
    .description('serve Ollama over HTTP to clients with a key; OLLAMA_API_KEY adds one key')
    .option('--listen <address>', 'address to listen on', listenAddress, DEFAULT_LISTEN)
    .option(
      '--upstream <url>',
      'address of Ollama (repeatable: several are used as one; default: that of `upstream show`)',
      collect,
      [],
    )
    .option(
      '--origin <origin>',
      'allow keys from this origin only, such as https://chat.example or chrome-extension://* (repeatable; default any)',
      collect,
      [],
    )
    .option(
      '--allow-host <name>',
      'a name of this server in the Host header, besides its address (repeatable)',
      collect,
      [],
    )
    .option('--strict-host', 'refuse other names in the Host header, instead of a warning')
    .option(
      '--api-key-scope <scope>',
      'scope of OLLAMA_API_KEY (repeatable; default read, infer, embed)',
      collect,
      [],
    )
    .option('--tls-cert <file>', 'serve HTTPS with this certificate, in PEM; read again when it changes')
    .option('--tls-key <file>', 'its private key, in PEM')
    .option('--open', 'require no key, like Ollama itself; on a loopback address only')
    .option(
      '--admin-listen <address>',
      'address for /healthz, /metrics and /admin/ (default: off)',
      listenAddress,
    )
    .option('--access-log', 'write a line of JSON to stdout for each request, without its content')
    .option('--log-clients', 'add the address of the client to the lines of the access log')
    .option(
      '--trust-proxy <network>',
      'address or range of a proxy in front, whose X-Forwarded-For names the clients (repeatable)',
      collect,
      [],
    )
    .option('--max-body <size>', 'largest JSON or form body (default 64MiB)', readSize)
    .option('--max-bodies <size>', 'most memory for such bodies at once (default 256MiB)', readSize)
    .option('--max-connections <n>', 'most connections at once (default 4096)', readConnections)
    .option('--head-timeout <time>', 'time limit for the head of a request (default 20s)', readTime)
    .option('--body-timeout <time>', 'time limit for each 32 KiB of a body (default 30s)', readTime)
    .option(
      '--idle-timeout <time>',
      'time limit for the next request on a connection (default 75s)',
      readTime,
    )
    .option('--workers <n>', 'processes that answer requests, on Node (default 1)', readWorkers);
  addLimitOptions(command, ', for each key without limits of its own')
    .option('--config <file>', 'read these options and more from a YAML file; options take precedence')
    .action(async () => {
      const { serveWith } = await import('../serve/workers/serve-with.ts');
      const read = await readSettings(command);
      context.store({ report: context.explain });
      await serveWith(context, read);
    });
  addVariables(command);
};

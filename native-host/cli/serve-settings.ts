import { readFile } from 'node:fs/promises';
import { BlockList } from 'node:net';
import type { Command } from 'commander';
import type { Limits } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import { MAX_BODIES, MAX_BODY } from '../../shared/protocol/limits.ts';
import { UserError } from '../errors/user-error.ts';
import type { LimitPolicy } from '../gateway/limits/limit-policy.ts';
import { createModelNames } from '../gateway/model-names.ts';
import { CONNECTION_LIMITS } from '../http/connection-limits.ts';
import { addNetwork } from '../http/networks.ts';
import type { Sections } from '../serve/config/config-schema.ts';
import type { ServeSettings } from '../serve/run-serve.ts';
import { LIMIT_OPTIONS, type LimitFlags, readLimits } from './limit-options.ts';
import { mergeOptions } from './merge-options.ts';
import { readScopes } from './read-options.ts';

/** The options as commander parses them. */
type ServeOptions = Omit<
  ServeSettings,
  'scopes' | 'limits' | 'limitPolicy' | 'bodies' | 'tls' | 'trustProxy'
> &
  LimitFlags & {
    readonly tlsCert?: string;
    readonly tlsKey?: string;
    readonly apiKeyScope: readonly string[];
    readonly trustProxy: readonly string[];
    readonly maxConnections?: number;
    readonly headTimeout?: number;
    readonly bodyTimeout?: number;
    readonly idleTimeout?: number;
    readonly maxBody?: number;
    readonly maxBodies?: number;
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

/** If only one of the two limits is set and the default of the other contradicts it, the other follows. */
const bodiesOf = ({ maxBody, maxBodies }: ServeOptions) => {
  const each = maxBody ?? Math.min(MAX_BODY, maxBodies ?? MAX_BODIES);
  const all = maxBodies ?? Math.max(MAX_BODIES, each);
  if (each <= all) return { each, all };
  throw new UserError(
    '--max-body is larger than --max-bodies, so a body of that size could never be accepted.',
    'Raise --max-bodies, or lower --max-body.',
  );
};

const tlsOf = ({ tlsCert: cert, tlsKey: key }: ServeOptions) => {
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert === undefined && key === undefined) return undefined;
  throw new UserError(
    'TLS needs a certificate and its key.',
    'Use --tls-cert FILE and --tls-key FILE together. Both may name one file.',
  );
};

/** The limits of labels, whose fields are named as the options. */
const labelLimits = (labels: Sections['limits-by-label']): LimitPolicy['labels'] => {
  const toLimits = (given: Readonly<Record<string, number | undefined>>): Limits =>
    Object.fromEntries(
      LIMIT_OPTIONS.flatMap(({ limit, flag }) => {
        const value = given[flag.slice('--limit-'.length)];
        return value === undefined ? [] : [[limit, value]];
      }),
    );
  return Object.fromEntries(
    Object.entries(labels).map(([label, values]) => [
      label,
      Object.fromEntries(Object.entries(values).map(([value, limits]) => [value, toLimits(limits)])),
    ]),
  );
};

const networksOf = (networks: readonly string[] | undefined): BlockList | undefined => {
  if (!networks) return undefined;
  const list = new BlockList();
  for (const each of networks) addNetwork(list, each);
  return list;
};

const proxiesOf = ({ trustProxy }: ServeOptions): BlockList | undefined => {
  if (trustProxy.length === 0) return undefined;
  const wrong = trustProxy.find((each) => !addNetwork(new BlockList(), each));
  if (wrong === undefined) return networksOf(trustProxy);
  throw new UserError(
    `--trust-proxy: ${JSON.stringify(wrong.slice(0, 50))} is not a network.`,
    'Write an address or a range, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8.',
  );
};

const toSettings = (options: ServeOptions, sections: Sections): ServeSettings => {
  const { apiKeyScope } = options;
  const { aliases, fallbacks, networks } = sections;
  const isNaming = Object.keys(aliases).length + Object.keys(fallbacks).length > 0;
  return {
    ...options,
    scopes: apiKeyScope.length > 0 ? readScopes(apiKeyScope) : DEFAULT_SCOPES,
    limits: limitsOf(options),
    limitPolicy: { standard: readLimits(options), labels: labelLimits(sections['limits-by-label']) },
    bodies: bodiesOf(options),
    tls: tlsOf(options),
    modelNames: isNaming ? createModelNames(aliases, fallbacks) : undefined,
    networks: networksOf(networks),
    trustProxy: proxiesOf(options),
  };
};

const readConfig = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The configuration file cannot be read (${code}).`,
      'Correct the path after --config.',
    );
  }
};

/** Reads the settings again, from the options of the start and the file as it is now. Rejects with a UserError. */
export type ReadSettings = () => Promise<ServeSettings>;

/** The settings of `serve` from its options and the configuration file. */
export const readSettings = async (command: Command): Promise<ReadSettings> => {
  const path = command.opts<{ config?: string }>().config;
  const none: Sections = { aliases: {}, fallbacks: {}, 'limits-by-label': {} };
  if (path === undefined) return async () => toSettings(command.opts(), none);
  // Loaded on use: the parser takes longer than the rest of a command.
  const { parseConfig } = await import('../serve/config/parse-config.ts');
  return async () => {
    const parsed = parseConfig(await readConfig(path));
    const { values, problems } = mergeOptions(command, parsed.options);
    const all = [...problems, ...parsed.problems];
    if (all.length > 0) {
      throw new UserError(
        `${path} has problems:\n  ${all.join('\n  ')}`,
        'Nothing of it is used until it is corrected.',
      );
    }
    return toSettings(values as unknown as ServeOptions, parsed.sections);
  };
};

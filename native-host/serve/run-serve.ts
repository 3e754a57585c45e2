import { randomBytes } from 'node:crypto';
import { grantState } from '../../shared/access/grant.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import { vaultsOf } from '../credential/vaults.ts';
import { createBodyBudget } from '../gateway/body-budget.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import type { LimitPolicy } from '../gateway/limits/limit-policy.ts';
import type { ModelNames } from '../gateway/model-names.ts';
import { isHttpKey } from '../http/api-keys.ts';
import { type ClientRules, createClients } from '../http/clients.ts';
import type { ConnectionLimits } from '../http/connection-limits.ts';
import { createConnections } from '../http/connections.ts';
import { createHttpHandler } from '../http/http-handler.ts';
import { createActiveKeys } from '../http/operating/active-keys.ts';
import { createFaultLog } from '../http/operating/fault-log.ts';
import { createLogOutput } from '../http/operating/log-output.ts';
import { startOperating } from '../http/operating/start-operating.ts';
import { serveHttp } from '../http/serve-http.ts';
import type { CertificateFiles } from '../http/tls/certificate.ts';
import { createWrongKeys } from '../http/wrong-keys.ts';
import type { Store } from '../store/contract.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import { cannotListen } from './cannot-listen.ts';
import { checkStartup } from './check-startup.ts';
import { type EnvironmentKey, environmentKeys } from './environment-keys.ts';
import { liveOf } from './live-settings.ts';
import { openUpstreams } from './open-upstreams.ts';
import { needsRestart, reloadOnSignal } from './reload.ts';
import { type Signals, untilSignal } from './until-signal.ts';

/** What `serve` uses of the process that runs it. */
export interface ServeContext {
  /** Folder of the store and of the credential. */
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  store(): Store;
  now(): number;
  /** Takes a line for the person who started it. */
  explain(line: string): void;
  /** Where SIGINT, SIGTERM and SIGHUP come from. @default the process */
  readonly signals?: Signals;
  /** Whether this is one of several processes whose metrics another one collects. @default false */
  readonly isWorker?: boolean;
}

/** The settings of `serve`, from its options. */
export interface ServeSettings extends ClientRules {
  /** Processes that answer requests. @default 1 */
  readonly workers?: number;
  readonly listen: { readonly host: string; readonly port: number };
  /** Addresses of Ollama: several are used as one. */
  readonly upstream: readonly string[];
  readonly origin: readonly string[];
  readonly allowHost: readonly string[];
  /** Whether to refuse other names in the Host header. @default they are accepted, with a warning */
  readonly strictHost?: boolean;
  /** The files of a certificate and its key, in PEM. @default HTTP without TLS */
  readonly tls?: CertificateFiles | undefined;
  /** The scopes of the key in `OLLAMA_API_KEY`. */
  readonly scopes: readonly Scope[];
  readonly open?: boolean;
  /** The address of `/healthz`, `/metrics` and `/admin/`. */
  readonly adminListen?: { readonly host: string; readonly port: number };
  readonly accessLog?: boolean;
  /** Whether it has the addresses of clients. */
  readonly logClients?: boolean;
  readonly limits: ConnectionLimits;
  /** Limits beside those of the keys. */
  readonly limitPolicy: LimitPolicy;
  /** Other names of models; undefined: none. */
  readonly modelNames?: ModelNames | undefined;
  /** Bytes of one request body, and of all bodies held at once. */
  readonly bodies: { readonly each: number; readonly all: number };
}

/** The keys of the environment. Rejects with a UserError if `serve` must not start with these settings. */
const keysAtStart = async (
  { env, now, explain }: ServeContext,
  { grants }: Pick<Store, 'grants'>,
  { listen: { host }, open = false, adminListen }: ServeSettings,
): Promise<readonly EnvironmentKey[]> => {
  const { keys, warnings } = await environmentKeys(env);
  for (const warning of warnings) explain(warning);
  // A disabled key can be enabled while this runs.
  const kept = (await grants.list()).filter((grant) => grantState(grant, now()) !== 'revoked');
  const stored = kept.some(isHttpKey);
  const creatable = adminListen !== undefined && kept.some(({ scopes }) => scopes.includes('admin'));
  checkStartup({ host, open, environment: keys.length > 0, stored, creatable });
  if (!open && keys.length === 0 && !stored)
    explain('No key for HTTP exists yet. Create one on the admin page.');
  return keys;
};

/**
 * Serves until the process receives SIGINT or SIGTERM. Throws a UserError if it must not or cannot start.
 * @param read reads the settings again after SIGHUP. Rejects with a UserError if they cannot be used
 */
export const runServe = async (
  context: ServeContext,
  settings: ServeSettings,
  read: () => Promise<ServeSettings>,
): Promise<void> => {
  const { env, now, explain, signals = process, isWorker = false } = context;
  const { listen, limits, open = false } = settings;
  // A closed stderr loses messages, but does not end the process.
  process.stderr.on('error', () => {});
  const store = context.store();
  const own = await keysAtStart(context, store, settings);
  const configured = async () =>
    resolveUpstream(await store.settings.get('upstream'), env['OLLAMA_HOST']).base;
  const { relay, address, health } = openUpstreams({
    addresses: settings.upstream.length > 0 ? settings.upstream : [await configured()],
    credentials: [store.settings, () => vaultsOf(context.data)],
    watched: settings.adminListen !== undefined,
  });
  let live = liveOf({ store, explain }, own, settings);
  const wrongKeys = createWrongKeys({ now, explain });
  const clients = createClients(() => live.settings);
  const operating = await startOperating({
    listen: settings.adminListen,
    isWorker,
    log: settings.accessLog ? createLogOutput(process.stdout, explain) : undefined,
    logClients: settings.logClients === true,
    store,
    health,
    activeKeys: createActiveKeys({ store, environment: () => live.environmentKeys, now }),
    admin: { store, wrongKeys, clients, random: randomBytes, gateway: () => gateway },
    now,
  }).catch(cannotListen(settings.adminListen ?? listen, '--admin-listen'));
  const { observer } = operating;
  const faults = createFaultLog(explain);
  const gateway: Gateway = createGateway({
    store,
    relay,
    address,
    now,
    faults,
    limitPolicy: () => live.settings.limitPolicy,
    modelNames: () => live.settings.modelNames,
    bodies: createBodyBudget(settings.bodies),
    ...(observer && { observer }),
  });
  const connections = createConnections(limits.connections, clients.mayConnect);
  const handler = createHttpHandler({
    store,
    gateway,
    originPolicy: (head) => live.originPolicy(head),
    keys: open ? null : (text, at) => live.keys(text, at),
    wrongKeys,
    clients,
    connections,
    limits,
    observer,
    now,
  });
  const server = await serveHttp(handler, {
    ...listen,
    connections,
    limits,
    tls: settings.tls,
    explain,
  }).catch(cannotListen(listen, '--listen'));
  const how = open ? 'without a key' : 'with a key';
  if (operating.url) {
    explain(`Health and metrics are at ${operating.url}.`);
    explain(`The admin page is at ${operating.url}/admin/.`);
  }
  explain(`Listening on ${server.url} for Ollama at ${address}, ${how}.`);
  const ending = {
    ...server,
    close() {
      operating.ending();
      return server.close();
    },
  };
  const stopReloading = reloadOnSignal(signals, explain, async () => {
    const [found, wanted] = await Promise.all([environmentKeys(env), read()]);
    const later = needsRestart(settings, wanted);
    live = liveOf({ store, explain }, found.keys, { ...wanted, listen });
    return later;
  });
  try {
    await untilSignal(signals, ending, explain);
  } finally {
    stopReloading();
    await gateway.close();
    relay.close();
    await operating.close();
  }
};

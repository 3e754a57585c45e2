import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { State } from './call.ts';
import type { Gate } from './controls/gate.ts';
import { createPlans, type FailOptions, type HoldOptions, type ScriptOptions } from './controls/plans.ts';
import { type LoggedRequest, pairsOf } from './controls/request-log.ts';
import { createWatch } from './controls/watch.ts';
import { dispatch, generates } from './dispatch.ts';
import { createCors } from './http/cors.ts';
import { playScript } from './http/play-script.ts';
import { createReply } from './http/reply.ts';
import { createLoadedModels } from './models/loaded-models.ts';
import { createModelStore } from './models/model-store.ts';
import { type ResolvedOptions, resolveOptions, type StandInOptions } from './options.ts';

export type { HoldOptions } from './controls/plans.ts';

export type { StandInOptions } from './options.ts';

/** A stand-in for Ollama, and its controls for tests. */
export interface StandIn {
  /** Listens; port 0 chooses a free one. May be called again after `stop`. Returns the URL, without a trailing slash. */
  start(port?: number, host?: string): Promise<string>;
  /** The URL of the last start. */
  readonly url: string;
  /** Stops listening and closes every socket. */
  stop(): Promise<void>;
  readonly openSockets: number;
  /** The number of requests that load or run a model now. */
  readonly activeGenerations: number;
  /** The number of requests whose response has not ended. */
  readonly activeRequests: number;
  /** The number of requests whose socket closed before the end of the response. */
  readonly aborted: number;
  /** The requests received, oldest first, including scripted ones. */
  readonly requests: readonly LoggedRequest[];
  /** Resolves as soon as the condition holds. It is checked whenever a value above changes. */
  waitFor(condition: () => boolean): Promise<void>;
  /** Resolves when no generation runs. Wait for its start first, or this resolves at once. */
  waitForIdle(): Promise<void>;
  /** Closes every socket at once, as if the server were killed. */
  killSockets(): void;
  /** Makes the next generation wait, or the next request for `path` if that is given. */
  holdNext(options?: HoldOptions): Gate;
  /** Makes the next generation fail in the middle, or the next request for `path` if that is given. */
  failNextGeneration(options: FailOptions): void;
  /** Answers the next matching request with these exact bytes. */
  scriptNext(options: ScriptOptions): void;
}

const receive = async (incoming: IncomingMessage): Promise<LoggedRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: pairsOf(incoming.rawHeaders),
    body: Buffer.concat(chunks),
  };
};

const createState = (options: ResolvedOptions): State => ({
  options,
  models: createModelStore(options.models),
  loaded: createLoadedModels(options.loadDelayMs),
  plans: createPlans(),
  watch: createWatch(),
  requests: [],
  activeRequests: 0,
  activeGenerations: 0,
  aborted: 0,
});

/** Answers one request. Counts it until its response has ended or its client has disconnected. */
const createHandler = (state: State) => {
  const cors = createCors(state.options.origins);
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    state.activeRequests += 1;
    response.once('close', () => {
      state.activeRequests -= 1;
      if (!response.writableFinished) state.aborted += 1;
      state.watch.changed();
    });
    const request = await receive(incoming);
    const { method, path } = request;
    state.requests.push(request);
    if (state.requests.length > state.options.loggedRequests) state.requests.shift();
    const plan = state.plans.take({ method, path, generates: generates(method, path) });
    state.watch.changed();
    if (plan.script !== undefined) return playScript(response, plan.script);
    await dispatch({ state, request, plan, reply: createReply(response, method === 'HEAD') }, cors);
  };
};

/** The open sockets of a server. */
const trackSockets = (server: Server, changed: () => void): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    changed();
    socket.once('close', () => {
      sockets.delete(socket);
      changed();
    });
  });
  return sockets;
};

/** Creates an HTTP server that answers like Ollama 0.24.0, with the routes of 0.35. */
export const createStandIn = (options: StandInOptions = {}): StandIn => {
  const state = createState(resolveOptions(options));
  const { plans, watch } = state;
  const handle = createHandler(state);
  let url = '';

  // Ollama sets no timeouts on Go's server, since a model may take minutes.
  const limits = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };
  const server = createServer(limits, (incoming, response) => {
    // An error of the stand-in must break off the response, not end the test run.
    handle(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const sockets = trackSockets(server, watch.changed);
  const killSockets = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    start: async (port = 0, host = '127.0.0.1') => {
      server.listen(port, host);
      await once(server, 'listening');
      const { address, port: taken, family } = server.address() as AddressInfo;
      url = `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
      return url;
    },
    get url() {
      return url;
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      killSockets();
      await closed;
      await watch.until(() => sockets.size === 0 && state.activeGenerations === 0);
    },
    get openSockets() {
      return sockets.size;
    },
    get activeGenerations() {
      return state.activeGenerations;
    },
    get activeRequests() {
      return state.activeRequests;
    },
    get aborted() {
      return state.aborted;
    },
    requests: state.requests,
    waitFor: watch.until,
    waitForIdle: () => watch.until(() => state.activeGenerations === 0),
    killSockets,
    holdNext: (hold = {}) => plans.hold(hold),
    failNextGeneration: plans.fail,
    scriptNext: plans.script,
  };
};

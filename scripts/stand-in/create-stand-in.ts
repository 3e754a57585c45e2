import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Gate } from './controls/gate.ts';
import type { FailOptions, HoldOptions, ScriptOptions } from './controls/plans.ts';
import { type LoggedRequest, pairsOf } from './controls/request-log.ts';
import { createCors } from './http/cors.ts';
import { dispatch, generates } from './http/dispatch.ts';
import { playScript } from './http/play-script.ts';
import { createReply } from './http/reply.ts';
import { resolveOptions, type StandInOptions } from './options.ts';
import { createState } from './state.ts';

export type { Gate } from './controls/gate.ts';
export type { FailOptions, HoldOptions, ScriptOptions } from './controls/plans.ts';
export type { LoggedRequest } from './controls/request-log.ts';
export type { ModelSpec } from './models/model-spec.ts';
export type { StandInOptions } from './options.ts';

/** A running stand-in for Ollama, and what a test may look at and do. */
export interface StandIn {
  /** Listens; port 0 takes a free one. May be called again after `stop`. Returns the URL, without a slash at its end. */
  start(port?: number, host?: string): Promise<string>;
  /** The URL of the last start. */
  readonly url: string;
  /** Stops listening and closes every socket. */
  stop(): Promise<void>;
  readonly openSockets: number;
  /** Requests that load or run a model now. */
  readonly activeGenerations: number;
  /** Requests that are not answered to the end yet. */
  readonly activeRequests: number;
  /** Requests whose socket closed before they were answered to the end. */
  readonly aborted: number;
  /** What was received, oldest first, scripted requests included. */
  readonly requests: readonly LoggedRequest[];
  /** Settles as soon as the condition holds; it is looked at whenever anything above changes. */
  waitFor(condition: () => boolean): Promise<void>;
  /** Settles when no generation runs. Wait for its start first, or this is at once. */
  waitForIdle(): Promise<void>;
  /** Closes every socket at once, as if the server was killed. */
  killSockets(): void;
  /** Makes the next generation wait, or the next request for `path`, where that is given. */
  holdNext(options?: HoldOptions): Gate;
  /** Lets the next generation fail in its middle, or what answers `path`. */
  failNextGeneration(options: FailOptions): void;
  /** Answers the next matching request with exactly these bytes. */
  scriptNext(options: ScriptOptions): void;
}

/** Makes an HTTP server that behaves as Ollama 0.24.0 does. */
export function createStandIn(options: StandInOptions = {}): StandIn {
  const resolved = resolveOptions(options);
  const state = createState(resolved);
  const cors = createCors(resolved.origins);
  const sockets = new Set<Socket>();
  let url = '';

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    state.activeRequests += 1;
    response.once('close', () => {
      state.activeRequests -= 1;
      if (!response.writableFinished) state.aborted += 1;
      state.watch.changed();
    });
    const request = await receive(incoming);
    const { method, path } = request;
    state.requests.push(request);
    if (state.requests.length > resolved.loggedRequests) state.requests.shift();
    const plan = state.plans.take({ method, path, generates: generates(method, path) });
    state.watch.changed();
    if (plan.script !== undefined) await playScript(response, plan.script);
    else await dispatch(state, request, plan, createReply(response, method === 'HEAD'), cors);
  };

  // Go's server has no time limits here, and a model may take minutes.
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    (incoming, response) => {
      // Whatever goes wrong in a stand-in must show as a broken answer, not end the test run.
      handle(incoming, response).catch((error: unknown) => response.destroy(error as Error));
    },
  );
  server.on('connection', (socket) => {
    sockets.add(socket);
    state.watch.changed();
    socket.once('close', () => {
      sockets.delete(socket);
      state.watch.changed();
    });
  });
  const killSockets = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    start: (port = 0, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address() as AddressInfo;
          url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
          resolve(url);
        });
      }),
    get url() {
      return url;
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      killSockets();
      await closed;
      await state.watch.until(() => sockets.size === 0 && state.activeGenerations === 0);
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
    waitFor: (condition) => state.watch.until(condition),
    waitForIdle: () => state.watch.until(() => state.activeGenerations === 0),
    killSockets,
    holdNext: (hold = {}) => state.plans.hold(hold),
    failNextGeneration: (failure) => state.plans.fail(failure),
    scriptNext: (script) => state.plans.script(script),
  };
}

async function receive(incoming: IncomingMessage): Promise<LoggedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: pairsOf(incoming.rawHeaders),
    body: Buffer.concat(chunks),
  };
}

import { browserRuntime } from '../../../extension/sdk/transport/browser-api.ts';
import { FLOODS, type FloodName, type Post } from './floods.ts';

/** What a flood has met so far. */
export interface FloodReport {
  /** Ports that were opened. */
  ports: number;
  /** Codes of the problems that ended a port, and how often. */
  ended: Record<string, number>;
}

/** What tests and measurements call in this page. */
export interface HostilePage {
  readonly report: FloodReport;
  /** Floods the companion until `stop`, over one port after another. */
  start(flood: FloodName, companion: string): void;
  stop(): Promise<void>;
  /** Opens one port, sends what the flood sends once, and resolves with the code of the problem that ends it. */
  once(flood: FloodName, companion: string): Promise<string>;
}

/** A flood goes on over the next port after so many milliseconds, where nothing has ended this one. */
const PORT_MS = 250;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Opens a port, says hello, and runs a flood on it. `ended` settles with the code of the problem that ends the port. */
const open = (flood: FloodName, companion: string) => {
  const runtime = browserRuntime();
  if (!runtime) throw new Error('This is no page of an extension.');
  const port = runtime.connect(companion);
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  port.onMessage.addListener((batch: unknown) => {
    for (const message of [batch].flat() as {
      type?: string;
      id?: number;
      code?: string;
      problem?: { code: string };
    }[]) {
      if (message.type === 'closed') resolve(message.problem?.code ?? 'quiet');
      if (message.type === 'error' && message.id === undefined) resolve(message.code ?? 'error');
    }
  });
  port.onDisconnect.addListener(() => resolve('disconnected'));
  const post: Post = (message) => {
    try {
      port.postMessage(message);
    } catch {
      // The port has ended, or the browser does not send this.
    }
  };
  post({ type: 'hello', protocol: { min: 1, max: 1 }, client: { name: 'hostile', version: '1' } });
  FLOODS[flood](post);
  return { ended, close: () => port.disconnect() };
};

const report: FloodReport = { ports: 0, ended: {} };
let running: Promise<void> = Promise.resolve();
let stopped = true;

const run = async (flood: FloodName, companion: string) => {
  while (!stopped) {
    const port = open(flood, companion);
    report.ports += 1;
    const code = await Promise.race([port.ended, pause(PORT_MS).then(() => undefined)]);
    if (code) report.ended[code] = (report.ended[code] ?? 0) + 1;
    port.close();
  }
};

const hostile: HostilePage = {
  report,
  start(flood, companion) {
    stopped = false;
    Object.assign(report, { ports: 0, ended: {} });
    running = run(flood, companion);
  },
  async stop() {
    stopped = true;
    await running;
  },
  once: (flood, companion) => open(flood, companion).ended,
};

Object.assign(globalThis, { hostile });

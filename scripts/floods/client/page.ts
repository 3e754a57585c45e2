import { browserRuntime } from '../../../extension/sdk/transport/browser-api.ts';
import { FLOODS, type FloodName, type Post } from './floods.ts';

/** What a flood has caused so far. */
interface FloodReport {
  /** Ports that were opened. */
  ports: number;
  /** How often each problem has ended a port, by its code. */
  ended: Record<string, number>;
}

/** The functions of this page that tests and measurements call. */
export interface HostilePage {
  readonly report: FloodReport;
  /** Floods the companion until `stop` is called, over one port after another. */
  start(flood: FloodName, companion: string): void;
  stop(): Promise<void>;
  /** Opens one port, sends the flood once, and resolves with the code of the problem that ends the port. */
  once(flood: FloodName, companion: string): Promise<string>;
}

/** Pause before the flood continues on the next port, in milliseconds. */
const PORT_MS = 250;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/**
 * Opens a port, says hello, and floods it once the host has answered. `ended` settles with the code of the problem that
 * ends the port. A port that is refused is not flooded: its messages would keep the browser's own process busy, which
 * drops them, and no companion can prevent that.
 */
const open = (flood: FloodName, companion: string) => {
  const runtime = browserRuntime();
  if (!runtime) throw new Error('This page does not belong to an extension.');
  const port = runtime.connect(companion);
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const welcomed = Promise.withResolvers<void>();
  port.onMessage.addListener((batch: unknown) => {
    for (const message of [batch].flat() as {
      type?: string;
      id?: number;
      code?: string;
      problem?: { code: string };
    }[]) {
      if (message.type === 'welcome') welcomed.resolve();
      if (message.type === 'closed') resolve(message.problem?.code ?? 'quiet');
      if (message.type === 'error' && message.id === undefined) resolve(message.code ?? 'error');
    }
  });
  port.onDisconnect.addListener(() => resolve('disconnected'));
  const post: Post = (message) => {
    try {
      port.postMessage(message);
    } catch {
      // The port has ended, or the browser refuses the message.
    }
  };
  post({ type: 'hello', protocol: { min: 1, max: 1 }, client: { name: 'hostile', version: '1' } });
  void welcomed.promise.then(() => FLOODS[flood](post));
  return { ended, close: () => port.disconnect() };
};

const report: FloodReport = { ports: 0, ended: {} };
let running: Promise<void> = Promise.resolve();
let stopped = true;

const run = async (flood: FloodName, companion: string) => {
  while (!stopped) {
    const port = open(flood, companion);
    report.ports += 1;
    void port.ended.then((code) => {
      report.ended[code] = (report.ended[code] ?? 0) + 1;
    });
    await pause(PORT_MS);
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

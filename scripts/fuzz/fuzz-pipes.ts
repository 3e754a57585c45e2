import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFrameDecoder } from '../../native-host/stdio/frame-decoder.ts';
import { openStore } from '../../native-host/store/sqlite/open-store.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { seedStore } from './host-core.ts';
import { createFuzzLine, type FuzzLine } from './line.ts';
import { createRandom, type Random, withSeed } from './random.ts';

const HOST = fileURLToPath(new URL('../../native-host/dist/host.mjs', import.meta.url));

export interface PipesReport {
  readonly frames: number;
  /** Host processes that a damaged frame ended, as it should, and that were started again. */
  readonly hosts: number;
}

interface Options {
  readonly frames: number;
  readonly seed: number;
}

/** Share of frames that are damaged. Each one costs the start of a process. */
const FATAL = 0.001;
const CHECK_EVERY = 2_000;

/** A server that answers every request with arbitrary bytes. */
const startOllama = async (random: Random) => {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (random.chance(0.05)) return void response.destroy();
      response.end(request.url === '/api/version' ? '{"version":"0"}' : random.bytes(random.int(300)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** A host process with the fuzzing clients on its pipes. */
const startHost = (client: FuzzLine, env: NodeJS.ProcessEnv) => {
  const origin = `chrome-extension://${COMPANION_ID_CHROMIUM}/`;
  const child: ChildProcess = spawn(process.execPath, [HOST, origin], { env: { ...process.env, ...env } });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('A pipe to the host is missing.');
  const state = { wrong: undefined as unknown, stderr: '', over: false };
  const hear = createFrameDecoder((frame) => client.heard(frame), MAX_FRAME_TO_BROWSER);
  stdout.on('data', (chunk: Buffer) => {
    try {
      hear(chunk);
    } catch (error) {
      state.wrong ??= error;
    }
  });
  stderr.on('data', (chunk: Buffer) => {
    state.stderr += chunk;
  });
  // The host may end while a write is pending.
  stdin.on('error', () => {});
  const exited = once(child, 'close').then(([code]) => {
    state.over = true;
    return code as number | null;
  });
  return {
    state,
    exited,
    async feed(bytes: Buffer) {
      if (state.over || stdin.write(bytes) || stdin.destroyed) return;
      const stop = new AbortController();
      const drained = once(stdin, 'drain', { signal: stop.signal }).catch(() => {});
      await Promise.race([drained, exited]);
      stop.abort();
    },
    end: () => stdin.end(),
    kill: () => child.kill('SIGKILL'),
  };
};

/** Feeds frames to the built host over real pipes. Throws on a crash or a broken rule. The caller handles a hang. */
export const fuzzPipes = (options: Options): Promise<PipesReport> =>
  fuzz(options).catch(withSeed(options.seed));

const fuzz = async ({ frames, seed }: Options): Promise<PipesReport> => {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-fuzz-'));
  const store = openStore(join(folder, 'turnkey.sqlite'));
  const { token } = await seedStore(store);
  await store.close();
  const { server, url } = await startOllama(random);
  const env = { OLLAMA_TURNKEY_HOME: folder, OLLAMA_HOST: url };
  let hosts = 0;
  let running: ReturnType<typeof startHost> | undefined;

  try {
    for (let fed = 0; fed < frames; ) {
      const client = createFuzzLine({ random, fatal: FATAL, token });
      const host = startHost(client, env);
      running = host;
      hosts += 1;
      await host.feed(client.start());
      while (!host.state.over && !client.broken && fed < frames) {
        await host.feed(client.next());
        fed += 1;
        if (fed % CHECK_EVERY === 0 && !client.broken) {
          const { bytes, answered } = client.question();
          await host.feed(bytes);
          await Promise.race([answered, host.exited]);
        }
      }
      if (host.state.over && !client.broken)
        throw new Error(`The host exited unexpectedly. ${host.state.stderr}`);
      host.end();
      const code = await host.exited;
      // 0: stdin ended first. 1: the host reported the damaged frame. Anything else is a crash.
      if (code !== 0 && code !== 1) throw new Error(`The host exited with ${code}. ${host.state.stderr}`);
      if (/^\s+at /m.test(host.state.stderr))
        throw new Error(`The host threw an error. ${host.state.stderr}`);
      if (host.state.wrong) throw host.state.wrong;
    }
    return { frames, hosts };
  } finally {
    running?.kill();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

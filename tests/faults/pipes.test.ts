import { expect, test } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import { ask, bytesOf, chat, get, post } from '../host/ask.ts';
import { allow, CLIENT, createHostEnv, OTHER_EXTENSION } from '../host/create-host-env.ts';
import { listenersOf } from './listeners.ts';

const codeOf = (error: { code?: string; message?: string }) => error.code ?? error.message;

/** The outcome of a running request: the code of its error, or `done`. */
const fate = (running: Promise<unknown>) => running.then(() => 'done', codeOf);

/** A host with requests in every state, each named after its state. */
const busy = async () => {
  const testEnv = await createHostEnv();
  const { standIn } = testEnv;
  const paired = await testEnv.paired((pending, root) =>
    pending.caller === CLIENT.id ? allow()(pending, root) : undefined,
  );
  const { host } = paired;
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  const pid = host.child.pid as number;
  expect(await listenersOf(pid)).toEqual([]);

  const streams = standIn.holdNext({ afterTokens: 2 });
  const streaming = client.request(chat()).then(bytesOf);
  await streams.reached;
  const loads = standIn.holdNext();
  const loading = client.request(chat());
  await loads.reached;
  const stranger = host.client({ ...CLIENT, id: OTHER_EXTENSION });
  const approval = stranger.request(chat());
  await host.frame(({ channel, message }) => channel === stranger.channel && message?.type === 'waiting');
  const stuck = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(300_000)),
  });
  const { body: _, ...head } = post('/api/chat', {});
  const uploading = client.request({ ...head, upload: stuck.getReader() });
  await host
    .root()
    .call('status')
    .catch(() => {});
  const running = { streaming, loading, approval, uploading };
  const fates = Object.fromEntries(Object.entries(running).map(([name, each]) => [name, fate(each)]));
  return { ...testEnv, ...paired, client, pid, streams, loads, fates };
};

const settled = async (fates: Readonly<Record<string, Promise<unknown>>>) =>
  Object.fromEntries(
    await Promise.all(Object.entries(fates).map(async ([name, each]) => [name, await each] as const)),
  );

/** The process and the sockets of the host are gone. Its listeners would have ended with it. */
const nothingIsLeft = async ({ pid, standIn }: Pick<Awaited<ReturnType<typeof busy>>, 'pid' | 'standIn'>) => {
  await standIn.waitFor(() => standIn.openSockets === 0);
  expect([standIn.activeRequests, standIn.activeGenerations]).toEqual([0, 0]);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
};

const ALL = (code: string) => ({ streaming: code, loading: code, approval: code, uploading: code });

test('R7: a host that is killed interrupts all its requests and leaves nothing behind', async () => {
  const busyHost = await busy();
  busyHost.host.child.kill('SIGKILL');
  expect(await settled(busyHost.fates)).toEqual(ALL('interrupted'));
  await busyHost.host.exited;
  await nothingIsLeft(busyHost);
});

test('R8: a host that is terminated by a signal leaves nothing behind', async () => {
  const busyHost = await busy();
  busyHost.host.child.kill('SIGTERM');
  expect(await settled(busyHost.fates)).toEqual(ALL('interrupted'));
  await busyHost.host.exited;
  await nothingIsLeft(busyHost);
});

test('R8: a browser that exits while requests are in every state leaves nothing behind', async () => {
  const busyHost = await busy();
  busyHost.host.child.stdin.end();
  busyHost.host.child.stdout.destroy();
  expect(await settled(busyHost.fates)).toEqual(ALL('interrupted'));
  expect(await busyHost.host.exited).toBe(0);
  await nothingIsLeft(busyHost);
});

test('R8: a browser that exits with much unread data leaves nothing behind', async () => {
  const busyHost = await busy();
  for (let count = 0; count < 20; count += 1)
    busyHost.host.send({ channel: 99, message: 'x'.repeat(2_000_000) });
  busyHost.host.child.stdin.end();
  expect(await busyHost.host.exited).toBe(0);
  expect(await settled(busyHost.fates)).toEqual(ALL('interrupted'));
  await nothingIsLeft(busyHost);
});

test('R8: a browser that stops reading and then exits leaves nothing behind', async () => {
  const busyHost = await busy();
  busyHost.host.child.stdout.pause();
  busyHost.standIn.scriptNext({ path: '/api/tags', chunks: [Buffer.alloc(8_000_000, 97)] });
  const { requests } = busyHost.standIn;
  const flood = fate(busyHost.client.request(get('/api/tags')).then(bytesOf));
  await busyHost.standIn.waitFor(() => requests.at(-1)?.path === '/api/tags');
  busyHost.streams.release();
  busyHost.loads.release();
  busyHost.host.child.stdin.end();
  expect(await busyHost.host.exited).toBe(0);
  busyHost.host.child.stdout.resume();
  expect(await flood).toBe('interrupted');
  await settled(busyHost.fates);
  await nothingIsLeft(busyHost);
});

test('when Ollama is killed, only its running requests fail', async () => {
  const busyHost = await busy();
  const port = Number(new URL(busyHost.standIn.url).port);
  await busyHost.standIn.stop();
  expect(await busyHost.fates['streaming']).toBe('ollama_interrupted');
  expect(await busyHost.fates['loading']).toBe('ollama_unreachable');
  await busyHost.standIn.start(port);
  expect((await ask(busyHost.client, chat())).toString()).toContain('"done":true');
  expect(await busyHost.host.stop()).toBe(0);
  expect(await settled(busyHost.fates)).toMatchObject({ approval: 'interrupted', uploading: 'interrupted' });
  await nothingIsLeft(busyHost);
});

test('R19: when Ollama stalls, other requests do not wait, and aborted ones close their sockets', async () => {
  const busyHost = await busy();
  const give = new AbortController();
  const gate = busyHost.standIn.holdNext();
  const stalled = fate(busyHost.client.request(chat(), give.signal));
  await gate.reached;
  for (let count = 0; count < 20; count += 1) await ask(busyHost.client, get('/api/version'));
  const { aborted } = busyHost.standIn;
  give.abort(new Error('enough'));
  expect(await stalled).toBe('enough');
  await busyHost.standIn.waitFor(() => busyHost.standIn.aborted === aborted + 1);
  busyHost.streams.release();
  busyHost.loads.release();
  expect([await busyHost.fates['streaming'], await busyHost.fates['loading']]).toEqual(['done', 'done']);
  expect(await busyHost.host.stop()).toBe(0);
  await nothingIsLeft(busyHost);
});

test('R7: closing a page ends all its requests, and none of another page', async () => {
  const busyHost = await busy();
  const other = busyHost.host.client(CLIENT);
  const gate = busyHost.standIn.holdNext({ afterTokens: 2 });
  const others = other.request(chat()).then(bytesOf);
  await gate.reached;
  busyHost.client.close();
  await busyHost.standIn.waitFor(() => busyHost.standIn.activeRequests === 1);
  gate.release();
  expect((await others).toString()).toContain('"done":true');
  expect(await busyHost.host.stop()).toBe(0);
  await nothingIsLeft(busyHost);
});

test('R9: the hosts of eight browser profiles run side by side, listen on nothing and leave nothing behind', async () => {
  const testEnv = await createHostEnv();
  const { token, root: first } = await testEnv.paired();
  await first.welcome;
  const hosts = Array.from({ length: 8 }, () => testEnv.start());
  const clients = hosts.map((host): Session => {
    const root: Session = host.root({
      token,
      onNotice: ({ value }) => void allow()(value as Parameters<ReturnType<typeof allow>>[0], root),
    });
    return host.client(CLIENT);
  });
  const answers = await Promise.all(
    clients.flatMap((client) => Array.from({ length: 4 }, () => ask(client, chat()))),
  );
  for (const answer of answers) expect(answer.toString()).toContain('"done":true');
  for (const { child } of hosts) expect(await listenersOf(child.pid as number)).toEqual([]);
  expect(await Promise.all(hosts.map((host) => host.stop()))).toEqual(hosts.map(() => 0));
  for (const { child } of hosts) expect(() => process.kill(child.pid as number, 0)).toThrow('ESRCH');
  await testEnv.standIn.waitFor(() => testEnv.standIn.openSockets === 0);
});

import { expect, test } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import { ask, bytesOf, chat, get, post } from '../host/ask.ts';
import { allow, CLIENT, OTHER_EXTENSION, setHostStage } from '../host/set-host-stage.ts';
import { listenersOf } from './listeners.ts';

const codeOf = (error: { code?: string; message?: string }) => error.code ?? error.message;

/** The outcome of a running request: the code of its error, or `done`. */
const fate = (running: Promise<unknown>) => running.then(() => 'done', codeOf);

/** A host with requests in every state, each named after its state. */
const busy = async () => {
  const stage = await setHostStage();
  const { standIn } = stage;
  const paired = await stage.paired((pending, root) =>
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
  return { ...stage, ...paired, client, pid, streams, loads, fates };
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
  const scene = await busy();
  scene.host.child.kill('SIGKILL');
  expect(await settled(scene.fates)).toEqual(ALL('interrupted'));
  await scene.host.exited;
  await nothingIsLeft(scene);
});

test('R8: a host that is terminated by a signal leaves nothing behind', async () => {
  const scene = await busy();
  scene.host.child.kill('SIGTERM');
  expect(await settled(scene.fates)).toEqual(ALL('interrupted'));
  await scene.host.exited;
  await nothingIsLeft(scene);
});

test('R8: a browser that exits while requests are in every state leaves nothing behind', async () => {
  const scene = await busy();
  scene.host.child.stdin.end();
  scene.host.child.stdout.destroy();
  expect(await settled(scene.fates)).toEqual(ALL('interrupted'));
  expect(await scene.host.exited).toBe(0);
  await nothingIsLeft(scene);
});

test('R8: a browser that exits with much unread data leaves nothing behind', async () => {
  const scene = await busy();
  for (let count = 0; count < 20; count += 1)
    scene.host.send({ channel: 99, message: 'x'.repeat(2_000_000) });
  scene.host.child.stdin.end();
  expect(await scene.host.exited).toBe(0);
  expect(await settled(scene.fates)).toEqual(ALL('interrupted'));
  await nothingIsLeft(scene);
});

test('R8: a browser that stops reading and then exits leaves nothing behind', async () => {
  const scene = await busy();
  scene.host.child.stdout.pause();
  scene.standIn.scriptNext({ path: '/api/tags', chunks: [Buffer.alloc(8_000_000, 97)] });
  const { requests } = scene.standIn;
  const flood = fate(scene.client.request(get('/api/tags')).then(bytesOf));
  await scene.standIn.waitFor(() => requests.at(-1)?.path === '/api/tags');
  scene.streams.release();
  scene.loads.release();
  scene.host.child.stdin.end();
  expect(await scene.host.exited).toBe(0);
  scene.host.child.stdout.resume();
  expect(await flood).toBe('interrupted');
  await settled(scene.fates);
  await nothingIsLeft(scene);
});

test('when Ollama is killed, only its running requests fail', async () => {
  const scene = await busy();
  const port = Number(new URL(scene.standIn.url).port);
  await scene.standIn.stop();
  expect(await scene.fates['streaming']).toBe('ollama_interrupted');
  expect(await scene.fates['loading']).toBe('ollama_unreachable');
  await scene.standIn.start(port);
  expect((await ask(scene.client, chat())).toString()).toContain('"done":true');
  expect(await scene.host.stop()).toBe(0);
  expect(await settled(scene.fates)).toMatchObject({ approval: 'interrupted', uploading: 'interrupted' });
  await nothingIsLeft(scene);
});

test('R19: when Ollama stalls, other requests do not wait, and aborted ones close their sockets', async () => {
  const scene = await busy();
  const give = new AbortController();
  const gate = scene.standIn.holdNext();
  const stalled = fate(scene.client.request(chat(), give.signal));
  await gate.reached;
  for (let count = 0; count < 20; count += 1) await ask(scene.client, get('/api/version'));
  const { aborted } = scene.standIn;
  give.abort(new Error('enough'));
  expect(await stalled).toBe('enough');
  await scene.standIn.waitFor(() => scene.standIn.aborted === aborted + 1);
  scene.streams.release();
  scene.loads.release();
  expect([await scene.fates['streaming'], await scene.fates['loading']]).toEqual(['done', 'done']);
  expect(await scene.host.stop()).toBe(0);
  await nothingIsLeft(scene);
});

test('R7: closing a page ends all its requests, and none of another page', async () => {
  const scene = await busy();
  const other = scene.host.client(CLIENT);
  const gate = scene.standIn.holdNext({ afterTokens: 2 });
  const others = other.request(chat()).then(bytesOf);
  await gate.reached;
  scene.client.close();
  await scene.standIn.waitFor(() => scene.standIn.activeRequests === 1);
  gate.release();
  expect((await others).toString()).toContain('"done":true');
  expect(await scene.host.stop()).toBe(0);
  await nothingIsLeft(scene);
});

test('R9: the hosts of eight browser profiles run side by side, listen on nothing and leave nothing behind', async () => {
  const stage = await setHostStage();
  const { token, root: first } = await stage.paired();
  await first.welcome;
  const hosts = Array.from({ length: 8 }, () => stage.start());
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
  await stage.standIn.waitFor(() => stage.standIn.openSockets === 0);
});

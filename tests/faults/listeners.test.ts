// cspell:ignore retrnsmt
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listenersOf, listeningInodes, lsofListeners, netstatListeners } from './listeners.ts';

test('a listening socket of this process is found until it is closed', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const before = await listenersOf(process.pid);
  await new Promise((resolve) => server.close(resolve));
  expect((await listenersOf(process.pid)).length).toBe(before.length - 1);
});

test('Linux: only sockets in the state LISTEN', () => {
  const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2CE3 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0
   1: 0100007F:D431 0100007F:2CE3 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 -1
`;
  expect(listeningInodes(text)).toEqual(['4711']);
});

test('Windows: only the netstat lines of the process', () => {
  const text = `
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    127.0.0.1:11434        0.0.0.0:0              LISTENING       4242
  TCP    127.0.0.1:50000        127.0.0.1:11434        ESTABLISHED     4242
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       900
`;
  expect(netstatListeners(text, 4242)).toEqual(['127.0.0.1:11434']);
});

test('macOS: the output of lsof', () => {
  expect(lsofListeners('p4242\nf13\nn127.0.0.1:11434\nf14\nn[::1]:11434\n')).toEqual([
    '127.0.0.1:11434',
    '[::1]:11434',
  ]);
});

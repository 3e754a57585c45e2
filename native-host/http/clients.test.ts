import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { createClients } from './clients.ts';
import { addNetwork } from './networks.ts';
import { headOf } from './testing/head-of.ts';

const listOf = (...networks: string[]): BlockList => {
  const list = new BlockList();
  for (const each of networks) addNetwork(list, each);
  return list;
};

const TRUSTED = listOf('127.0.0.1', '10.0.0.0/8', 'fd00::/8');
const behind = createClients(() => ({ trustProxy: TRUSTED }));
const FOR = 'X-Forwarded-For';

test.each<[what: string, peer: string, headers: readonly string[], client: string]>([
  ['no proxy: the header is a claim of the client', '192.0.2.1', [FOR, '10.0.0.1'], '192.0.2.1'],
  ['a proxy that names its client', '127.0.0.1', [FOR, '192.0.2.1'], '192.0.2.1'],
  ['a proxy on an IPv6 socket', '::ffff:127.0.0.1', [FOR, '192.0.2.1'], '192.0.2.1'],
  [
    'a claim of the client, which stands further left',
    '127.0.0.1',
    [FOR, '10.9.9.9, 192.0.2.1'],
    '192.0.2.1',
  ],
  ['two proxies', '127.0.0.1', [FOR, '198.51.100.7, 192.0.2.1, 10.0.0.2'], '192.0.2.1'],
  ['lines are one list', '127.0.0.1', [FOR, '198.51.100.7', 'x-forwarded-for', '192.0.2.1'], '192.0.2.1'],
  ['only proxies: the first of them', '127.0.0.1', [FOR, '10.0.0.3, 10.0.0.2'], '10.0.0.3'],
  ['no header: the proxy itself', '127.0.0.1', [], '127.0.0.1'],
  ['an empty header', '127.0.0.1', [FOR, ''], '127.0.0.1'],
  ['no address: the proxy that wrote it', '127.0.0.1', [FOR, '192.0.2.1, unknown, 10.0.0.2'], '10.0.0.2'],
  ['a port', '127.0.0.1', [FOR, '192.0.2.1:4711'], '192.0.2.1'],
  ['IPv6', '127.0.0.1', [FOR, '2001:DB8::1'], '2001:db8::1'],
  ['IPv6 with a port', 'fd00::1', [FOR, '[2001:db8::1]:4711'], '2001:db8::1'],
  ['Forwarded', '127.0.0.1', ['Forwarded', 'for=192.0.2.1;proto=https;by=10.0.0.2'], '192.0.2.1'],
  ['Forwarded with IPv6', '127.0.0.1', ['Forwarded', 'proto=https; For="[2001:db8::1]:4711"'], '2001:db8::1'],
  ['Forwarded with several elements', '127.0.0.1', ['Forwarded', 'for=10.9.9.9, for=192.0.2.1'], '192.0.2.1'],
  ['an open quote hides nothing', '127.0.0.1', ['Forwarded', 'for="10.9.9.9, for=192.0.2.1'], '192.0.2.1'],
  ['Forwarded with a hidden client', '127.0.0.1', ['Forwarded', 'for=_secret'], '127.0.0.1'],
  ['Forwarded without a client', '127.0.0.1', ['Forwarded', 'proto=https'], '127.0.0.1'],
  ['another parameter that ends in for', '127.0.0.1', ['Forwarded', 'xfor=10.9.9.9'], '127.0.0.1'],
  ['both headers', '127.0.0.1', ['Forwarded', 'for=10.9.9.9', FOR, '192.0.2.1'], '192.0.2.1'],
])('%s', (_, peer, headers, client) => {
  expect(behind.addressOf(peer, headOf('/', headers))).toBe(client);
});

test('a connection that has ended has no address, and without trusted proxies no header has one', () => {
  const head = headOf('/', [FOR, '10.0.0.1']);
  expect(behind.addressOf(undefined, head)).toBeUndefined();
  expect(createClients(() => ({})).addressOf('127.0.0.1', head)).toBe('127.0.0.1');
});

test('a proxy may connect for clients of any network, and each client is checked', () => {
  const clients = createClients(() => ({ networks: listOf('192.0.2.0/24'), trustProxy: TRUSTED }));
  expect(['192.0.2.1', '10.0.0.1', '198.51.100.1'].map(clients.mayConnect)).toEqual([true, true, false]);
  expect(['192.0.2.1', '10.0.0.1', undefined].map(clients.isAllowed)).toEqual([true, false, false]);
});

test('without networks all may use the server', () => {
  const clients = createClients(() => ({}));
  expect([clients.mayConnect('192.0.2.1'), clients.isAllowed(undefined)]).toEqual([true, true]);
});

test('a change of the rules counts for the next request', () => {
  let networks = listOf('192.0.2.0/24');
  const clients = createClients(() => ({ networks }));
  expect(clients.isAllowed('192.0.2.1')).toBe(true);
  networks = listOf('10.0.0.0/8');
  expect(clients.isAllowed('192.0.2.1')).toBe(false);
});

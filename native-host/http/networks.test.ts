import { BlockList } from 'node:net';
import { expect, test } from 'vitest';
import { addNetwork, isListed, networkOf, plainAddress } from './networks.ts';

const list = new BlockList();
for (const each of ['10.0.0.0/8', '192.168.1.7', 'fd00::/8', '::1']) addNetwork(list, each);

test.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['::ffff:0a01:0203', true],
  ['192.168.1.7', true],
  ['192.168.1.8', false],
  ['fd12::1', true],
  ['::1', true],
  ['fe80::1', false],
  ['127.0.0.1', false],
  ['', false],
  [undefined, false],
])('%s: %s', (address, listed) => {
  expect(isListed(list, address)).toBe(listed);
});

test.each(['10.0.0.0/33', 'fd00::/129', 'example.com', '10.0.0', '10.0.0.0/', ''])(
  '%j is not a network',
  (text) => {
    expect(addNetwork(new BlockList(), text)).toBe(false);
  },
);

test.each([
  ['10.1.2.3', '10.1.2.3', '10.1.2.3'],
  ['::FFFF:10.1.2.3', '10.1.2.3', '10.1.2.3'],
  ['::ffff:0a01:0203', '10.1.2.3', '10.1.2.3'],
  ['::1', '::1', '0:0:0:0::/64'],
  ['2001:DB8:0:0:1:0:0:2', '2001:db8::1:0:0:2', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::1', 'fe80:0:0:0::/64'],
  ['2001:db8:0:0:0:0:0:0', '2001:db8::', '2001:db8:0:0::/64'],
  ['example.com', undefined, undefined],
  ['10.1.2', undefined, undefined],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
])('%s is %s in %s', (text, plain, network) => {
  expect([plainAddress(text), networkOf(text)]).toEqual([plain, network]);
});

import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { prepareServe } from './serve-args.ts';

test('addresses are replaced, and the documented ports remembered', () => {
  const documented = [
    ...['serve', '--listen=0.0.0.0:8080', '--upstream', 'http://a:1', '--upstream=http://b:1'],
    ...['--admin-listen', '127.0.0.1:9435', '--access-log', '--tls-cert', 'a.pem'],
  ];
  expect(prepareServe(documented, '/files', 'http://127.0.0.1:5')).toEqual({
    ...{ command: ['serve'], listen: 8080, adminListen: 9435 },
    args: [
      ...['--upstream', 'http://127.0.0.1:5', '--upstream', 'http://127.0.0.1:5'],
      ...['--admin-listen', '127.0.0.1:0', '--access-log', '--tls-cert', resolve('/files', 'a.pem')],
    ],
  });
});

test('`connect` keeps its place in front of a `serve`', () => {
  expect(prepareServe(['connect', 'https://a.example'], '/', 'http://127.0.0.1:5')).toEqual({
    ...{ command: ['connect', 'http://127.0.0.1:5'], listen: 11434, adminListen: undefined, args: [] },
  });
});

import { expect, test } from 'vitest';
import { connectableBase } from './resolve-upstream.ts';

test.each(['[::]', '[0:0:0:0:0:0:0:0]', '[::0]', '[0000::0]'])(
  '%s is every address, however it is written',
  (host) => {
    expect(connectableBase(`${host}:1234`)).toBe('http://[::1]:1234');
  },
);

test.each(['[::1]', '[0:0:0:0:0:0:0:1]', '[fe80::]'])('%s is a specific address', (host) => {
  expect(connectableBase(`${host}:1234`)).toBe(`http://${host}:1234`);
});

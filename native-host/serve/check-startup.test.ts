import { expect, test } from 'vitest';
import { checkStartup } from './check-startup.ts';

const NONE = { environment: false, stored: false, creatable: false };

test.each([
  { host: '127.0.0.1', open: false, ...NONE, stored: true },
  { host: '0.0.0.0', open: false, ...NONE, environment: true },
  { host: '0.0.0.0', open: false, ...NONE, creatable: true },
  { host: '127.0.0.1', open: true, ...NONE },
  { host: 'localhost', open: true, ...NONE, stored: true },
  { host: '::1', open: true, ...NONE },
])('%j starts', (question) => {
  expect(() => checkStartup(question)).not.toThrow();
});

test.each([
  [{ host: '127.0.0.1', open: false, ...NONE }, 'No key for HTTP exists yet'],
  [{ host: '0.0.0.0', open: true, ...NONE }, 'everybody who can reach 0.0.0.0'],
  [{ host: '192.168.1.2', open: true, ...NONE, stored: true }, 'everybody who can reach'],
  [{ host: '192.168.1.2', open: true, ...NONE, creatable: true }, 'everybody who can reach'],
  [{ host: '127.0.0.1', open: true, ...NONE, environment: true }, 'without a key'],
])('%j does not start', (question, why) => {
  expect(() => checkStartup(question)).toThrow(why);
});

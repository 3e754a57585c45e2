import { expect, test } from 'vitest';
import { isLoopback } from './is-loopback.ts';

test.each(['http://127.0.0.1:11434', 'http://127.1.2.3', 'http://[::1]:11434', 'http://localhost:11434/a'])(
  '%s stays on this computer',
  (base) => {
    expect(isLoopback(base)).toBe(true);
  },
);

test.each(['http://10.0.0.1', 'https://localhost.example', 'http://[::2]', 'http://127.0.0.1.example', 'x'])(
  '%s does not',
  (base) => {
    expect(isLoopback(base)).toBe(false);
  },
);

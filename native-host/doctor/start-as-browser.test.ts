import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../install/testing/temporary-directory.ts';
import { encodeFrame } from '../stdio/encode-frame.ts';
import { startAsBrowser } from './start-as-browser.ts';

const ENV = { PATH: '/usr/bin:/bin' };

/** Starts a shell script. The limit only counts for a script that says nothing. */
const start = (script: string, { mode = 0o755, limitMs = 60_000 } = {}) => {
  const path = join(temporaryDirectory(), 'host');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode });
  return startAsBrowser({ path, args: ['a b'], env: ENV }, limitMs);
};

/** A script that writes a frame. */
const says = (message: object): string => {
  const bytes = Array.from(encodeFrame(message), (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `printf '${bytes.join('')}'`;
};

describe.skipIf(process.platform === 'win32')('a started program', () => {
  test('that answers', async () => {
    const welcome = says({ type: 'welcome', protocol: 1, host: { version: '1.2.3' } });
    expect(await start(`echo "$1, $#" >&2; ${welcome}; cat >/dev/null`)).toEqual({
      outcome: { kind: 'welcome', version: '1.2.3' },
      stderr: 'a b, 1\n',
    });
  });

  test('that reports an error and exits', async () => {
    const { outcome } = await start(
      `${says({ type: 'error', code: 'node_missing', message: 'No.' })}; exit 127`,
    );
    expect(outcome).toEqual({ kind: 'error', code: 'node_missing', message: 'No.' });
  });

  test('that exits', async () => {
    expect(await start('echo broken >&2; exit 3')).toEqual({
      outcome: { kind: 'exited', exit: 3 },
      stderr: 'broken\n',
    });
  });

  test('that writes something else', async () => {
    expect((await start('echo hello; cat >/dev/null')).outcome).toEqual({ kind: 'stray' });
  });

  test('that says nothing, and leaves another program behind', async () => {
    const { outcome } = await start('trap "" TERM; sleep 30 & wait', { limitMs: 200 });
    expect(outcome).toEqual({ kind: 'silent' });
  });

  test('that may not be executed', async () => {
    expect((await start('exit 0', { mode: 0o644 })).outcome).toEqual({ kind: 'denied', errno: 'EACCES' });
  });

  test('that does not exist', async () => {
    const { outcome } = await startAsBrowser({ path: '/gone/host', args: [], env: ENV });
    expect(outcome).toEqual({ kind: 'denied', errno: 'ENOENT' });
  });
});

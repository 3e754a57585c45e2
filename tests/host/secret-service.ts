// cspell:ignore nofork
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The programs of a Secret Service, and the Debian packages that have them. */
export const SECRET_SERVICE = {
  'dbus-daemon': 'dbus-daemon',
  'gnome-keyring-daemon': 'gnome-keyring',
} as const;

/** A keyring of its own, on a message bus of its own. */
export interface SecretService {
  /** The environment of programs that use it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Starts an unlocked keyring that has its files in a temporary folder. */
export const startSecretService = async (): Promise<SecretService> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-keyring-'));
  const own = { HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: join(folder, 'data') };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string];
  const env = { DBUS_SESSION_BUS_ADDRESS: address };
  // Leaves a daemon behind once that is on the bus. The daemon ends with the bus.
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: { ...process.env, ...own, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('a password');
  await once(keyring, 'exit');
  return {
    env,
    async stop() {
      const ended = once(bus, 'exit');
      bus.kill();
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { isTurnkeyError } from '../../extension/sdk/errors/turnkey-error.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import { CREDENTIAL_FILE } from '../../native-host/credential/file-vault.ts';
import { createLeakWatch, type LeakWatch } from '../../scripts/leaks/leak-watch.ts';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import type { StandInOptions } from '../../scripts/stand-in/options.ts';
import { hostCommand, hostEnv } from '../../scripts/test-env/host-command.ts';
import { DEFAULT_SCOPES, type Scope } from '../../shared/access/scopes.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import type { HostMessageOf } from '../../shared/protocol/messages.ts';
import { COMPANION_ORIGIN, type RunningHost, startHost } from './start-host.ts';

export const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';
export const OTHER_EXTENSION = 'ponmlkjihgfedcbaponmlkjihgfedcba';
export const CLIENT = { id: EXTENSION, page: true, own: false };

/** The environment of a test of the host. It is torn down when the test ends. */
export interface HostEnv {
  readonly home: string;
  readonly standIn: StandIn;
  /** Checked when the test ends: what hosts and commands wrote to stderr, and every file. */
  readonly leaks: LeakWatch;
  readonly env: NodeJS.ProcessEnv;
  start(origin?: string, env?: NodeJS.ProcessEnv, wrapper?: string): RunningHost;
  /** A started host whose companion is paired, and the session of that companion. */
  paired(answer?: Answerer): Promise<{ host: RunningHost; root: Session; key: string; token: string }>;
  cli(...args: string[]): Promise<CliResult>;
  /** The same, with text on its standard input. */
  cliReading(input: string, ...args: string[]): Promise<CliResult>;
}

interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The commands that print a key. */
const MAKES_KEY = new Set(['api-key', 'key create', 'key rotate']);

/** The actions of the user in the approval window. */
export type Answerer = (pending: PendingApproval, root: Session) => unknown;

/** Answers each prompt that the host announces in a session of the companion. */
export const answerNotices =
  (answer: Answerer | undefined, root: () => Session) =>
  async ({ value }: HostMessageOf<'notice'>): Promise<void> => {
    try {
      await answer?.(value as PendingApproval, root());
    } catch (error) {
      // A test may end before the host has confirmed the answer.
      if (!isTurnkeyError(error) || error.code !== 'interrupted') throw error;
    }
  };

/** Clicks Allow. */
export const allow =
  (scopes: readonly Scope[] = DEFAULT_SCOPES, models: readonly string[] | null = null): Answerer =>
  ({ id }, root) =>
    root.call('approvals.allow', { id, scopes, models, duration: 'always' });

export const deny: Answerer = ({ id }, root) => root.call('approvals.deny', { id });
export const dismiss: Answerer = ({ id }, root) => root.call('approvals.dismiss', { id });

export const createHostEnv = async (options?: StandInOptions): Promise<HostEnv> => {
  const home = await mkdtemp(join(tmpdir(), 'turnkey-host-'));
  const leaks = createLeakWatch();
  // Runs last, after everything that was started later has ended.
  onTestFinished(async () => {
    try {
      await leaks.check({ path: home, except: [CREDENTIAL_FILE] });
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  });
  const standIn = createStandIn(options);
  const env = { OLLAMA_TURNKEY_HOME: home, OLLAMA_HOST: await standIn.start() };
  onTestFinished(() => standIn.stop());

  const start: HostEnv['start'] = (origin = COMPANION_ORIGIN, more = {}, wrapper) => {
    const host = startHost({ ...env, ...more }, origin, wrapper);
    onTestFinished(async () => {
      host.child.stdout.destroy();
      await host.stop();
      leaks.hear('stderr of a host', host.stderr);
    });
    return host;
  };

  const cliReading: HostEnv['cliReading'] = async (input, ...args) => {
    const child = spawn(...hostCommand(...args), { env: hostEnv(env) });
    child.stdin.on('error', () => {}).end(input);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    // Only commands that create a key print it, and only on stdout.
    leaks.learn(stdout);
    leaks.hear(`stderr of ${args.join(' ')}`, stderr);
    if (!MAKES_KEY.has(args.slice(0, 2).join(' '))) leaks.hear(`stdout of ${args.join(' ')}`, stdout);
    return { code, stdout, stderr };
  };
  const cli: HostEnv['cli'] = (...args) => cliReading('', ...args);

  return {
    home,
    standIn,
    leaks,
    env,
    start,
    cli,
    cliReading,
    async paired(answer) {
      const key = (await cli('api-key')).stdout.trim();
      const host = start();
      const root: Session = host.root({
        onNotice: answerNotices(answer, () => root),
      });
      const { token } = await root.call('pair', { key });
      leaks.learn(token);
      return { host, root, key, token };
    },
  };
};

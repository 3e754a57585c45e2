import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ServeEnv } from '../../tests/serve/start-serve.ts';
import { hostCommand } from '../test-env/host-command.ts';
import { readCompose, readComposeCall } from './compose.ts';
import type { Program, ProgramCall } from './programs.ts';
import { prepareServe } from './serve-args.ts';

interface Options {
  /** The keys, the servers and the store. */
  readonly serveEnv: ServeEnv;
  /** The address of an Ollama. */
  readonly upstream: string;
  readonly home: string;
  /** Called when a documented port got another address. */
  listens(port: number, url: string): Promise<void>;
}

/** Exit codes of `doctor` say what it found. */
const FOUND = [0, 1, 3];

/** The variables that blocks and compose files set for us. The store is that of the test. */
const given = (env: ProgramCall['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => /^OLLAMA_API_KEY/.test(name)));

/**
 * Our programs as documents call them, for the built host: `ollama-turnkey`, the same from a checkout, and `docker compose`,
 * which starts it as the compose file says. A server listens on a free port instead of the documented one.
 */
export const createOwnPrograms = ({ serveEnv, upstream, home, listens }: Options) => {
  const keys = { admin: '', last: '' };

  const cli = async (args: readonly string[], { cwd, env, stdin }: ProgramCall): Promise<string> => {
    const own = { ...serveEnv.env, ...given(env), HOME: home };
    const running = promisify(execFile)(...hostCommand(...args), { env: own, cwd });
    running.child.stdin?.end(stdin);
    const { code, stdout, stderr } = await running.then(
      (done) => ({ code: 0, ...done }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    if (!(args[0] === 'doctor' ? FOUND : [0]).includes(code)) throw new Error(`${stdout}${stderr}`);
    const made = /^otk_\w+$/m.exec(stdout)?.[0];
    if (made) keys[args[0] === 'api-key' ? 'admin' : 'last'] = made;
    return stdout;
  };

  /** Starts a server. Resolves with its address. @param published the documented port, if another forwards to it */
  const start = async (documented: readonly string[], to: string, call: ProgramCall, published?: number) => {
    const { args, command, listen, adminListen } = prepareServe(documented, call.cwd, to);
    const served = await serveEnv.serve(args, given(call.env), command);
    await listens(published ?? listen, served.url);
    const admin = /admin page is at (\S+)\./.exec(served.said())?.[1];
    if (adminListen !== undefined && admin) await listens(adminListen, admin);
    return served.url;
  };

  const own: Program = async (call) => {
    const [command] = call.args;
    if (command === 'serve') await start(call.args, upstream, call);
    else if (command === 'connect') {
      const server = await start(['serve'], upstream, { ...call, env: {} });
      await start(call.args, server, call);
    } else return cli(call.args, call);
    return '';
  };

  const docker: Program = async (call) => {
    const { file, action, service, args = [] } = readComposeCall(call.args);
    const services = readCompose(file, call);
    if (action === 'run') {
      const found = services.find(({ name }) => name === service);
      if (!found) throw new Error(`${file} has no service ${service}.`);
      return cli(args, { ...call, env: found.environment });
    }
    for (const {
      command,
      environment,
      ports: [[published, target] = []],
    } of services) {
      const { listen } = prepareServe(command, call.cwd, upstream);
      if (listen !== target) throw new Error(`${file} publishes a port that is not listened on.`);
      await start(command, upstream, { ...call, env: environment }, published);
    }
    return '';
  };

  const node: Program = ({ args: [file, ...args], ...call }) => {
    if (file !== 'native-host/dist/host.mjs') throw new Error(`The tests do not know: node ${file}`);
    return own({ ...call, args });
  };

  /** Prints the key that was created last, or that of an admin. */
  const lastKey: Program = async ({ args: [kind] }) => {
    if (kind === 'admin') return keys.admin;
    keys.last ||= await serveEnv.key();
    return keys.last;
  };

  return { 'ollama-turnkey': own, docker, node, 'last-key': lastKey };
};

/** `npm`, which has done everything already. Fails for a script that does not exist. */
export const npmOf =
  (packageFile: string): Program =>
  async ({ args: [command, script = ''] }) => {
    const { scripts } = JSON.parse(await readFile(packageFile, 'utf8')) as {
      scripts: Record<string, string>;
    };
    if (command === 'run' && !(script in scripts)) throw new Error(`Unknown script: ${script}.`);
    return '';
  };

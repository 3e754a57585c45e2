import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackage } from '../browser/install-package.ts';

const run = promisify(execFile);

// `wrk -v` exits with 1.
const isThere = (): boolean => spawnSync('wrk', ['-v']).error === undefined;

/** Whether wrk can be used, after installing Debian's package where that is possible. */
export const hasWrk = (): boolean => isThere() || (installPackage('wrk') && isThere());

/** A request as bytes, in the words of wrk's scripts. wrk writes Host and the length of the body itself. */
const toScript = (request: string): string => {
  const end = request.indexOf('\r\n\r\n');
  const [line = '', ...fields] = request.slice(0, end).split('\r\n');
  const [method, path] = line.split(' ');
  const headers = fields
    .map((field) => /^([^:]+): *(.*)$/.exec(field))
    .filter((found) => found !== null && !/^(?:host|content-length)$/i.test(found[1] ?? ''))
    .map((found) => `wrk.headers[${JSON.stringify(found?.[1])}] = ${JSON.stringify(found?.[2])}`);
  const body = request.slice(end + 4);
  return [
    `wrk.method = ${JSON.stringify(method)}`,
    `wrk.path = ${JSON.stringify(path)}`,
    ...headers,
    ...(body === '' ? [] : [`wrk.body = [==[${body}]==]`]),
    '',
  ].join('\n');
};

interface Load {
  readonly url: string;
  /** The bytes of the request. Its body is ASCII. */
  readonly request: string;
  readonly connections: number;
  readonly ms: number;
}

/** Requests per second, by wrk on one thread. Rejects if a response is an error. */
export const rateByWrk = async ({ url, request, connections, ms }: Load): Promise<readonly number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-wrk-'));
  try {
    const script = join(folder, 'request.lua');
    await writeFile(script, toScript(request), { mode: 0o600 });
    const seconds = Math.max(1, Math.round(ms / 1000));
    const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script, url];
    const { stdout } = await run('wrk', args);
    const failed = /Non-2xx.*|Socket errors.*/.exec(stdout)?.[0];
    if (failed !== undefined) throw new Error(`wrk at ${url}: ${failed}`);
    return [Number(/Requests\/sec: *([\d.]+)/.exec(stdout)?.[1])];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

import { spawnSync } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { IS_EXECUTABLE } from '../../scripts/test-env/host-command.ts';
import { bearer, chat } from './ask.ts';
import { createServeEnv, type ServeEnv } from './start-serve.ts';

/** `serve` with a certificate of its own. */
const ollama = createStandIn();
let upstream: string;
let testEnv: ServeEnv;
let key: string;
beforeAll(async () => {
  upstream = await ollama.start();
  testEnv = await createServeEnv();
  key = await testEnv.key();
});
afterAll(async () => {
  await testEnv.dispose();
  await ollama.stop();
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const withOpenssl = hasOpenssl ? '' : ' (skipped: no openssl to make certificates)';

/** Writes a certificate and its key, as a renewal does. */
const makePair = async (name: string, { cert, key: keyFile } = paths()) => {
  const fresh = join(testEnv.folder, `${name}-fresh`);
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', `${fresh}.key`, '-out', `${fresh}.crt`];
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...curve, ...subject, ...files]);
  expect([status, status === 0 ? '' : String(stderr)]).toEqual([0, '']);
  await rename(`${fresh}.key`, keyFile);
  await rename(`${fresh}.crt`, cert);
};
const paths = () => ({ cert: join(testEnv.folder, 'tls.crt'), key: join(testEnv.folder, 'tls.key') });

/** The name in the certificate that a new connection gets. */
const servedName = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });

const ask = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { body, ...options } = chat(bearer(key));
    const settings = { path: '/api/chat', agent: false, rejectUnauthorized: false, ...options };
    request(url, settings, (response) => void text(response).then(resolve, reject))
      .once('error', reject)
      .end(body);
  });

/** The names in the certificates that several new connections get, which go to several processes in turn. */
const servedNames = async (url: string): Promise<string> => {
  const names = await Promise.all(Array.from({ length: 6 }, () => servedName(url)));
  return [...new Set(names)].join();
};

/** The single executable serves with one process. */
const WORKERS = IS_EXECUTABLE ? [1] : [1, 2];

test.skipIf(!hasOpenssl).each(WORKERS)(
  `%i process(es): a renewed certificate is used for new connections only, and a broken one never${withOpenssl}`,
  async (workers) => {
    await makePair('first');
    const files = paths();
    const served = await testEnv.serve([
      ...['--upstream', upstream, '--workers', String(workers)],
      ...['--tls-cert', files.cert, '--tls-key', files.key],
    ]);
    expect(served.url).toMatch(/^https:/);
    expect(await servedNames(served.url)).toBe('first');
    const gate = ollama.holdNext({ afterTokens: 2 });
    const running = ask(served.url);
    await gate.reached;
    await makePair('second');
    await expect.poll(() => servedNames(served.url)).toBe('second');
    gate.release();
    expect(await running).toContain('"done":true');

    await writeFile(files.cert, 'no certificate');
    await expect.poll(() => served.said()).toContain('The previous certificate stays in use.');
    expect(await servedNames(served.url)).toBe('second');
    await makePair('third');
    await expect.poll(() => servedNames(served.url)).toBe('third');
    expect(await ask(served.url)).toContain('"done":true');
  },
);

test.skipIf(!hasOpenssl)(`a client that speaks HTTP, or not at all, harms nobody${withOpenssl}`, async () => {
  await makePair('plain');
  const files = paths();
  const served = await testEnv.serve([
    '--upstream',
    upstream,
    '--tls-cert',
    files.cert,
    '--tls-key',
    files.key,
  ]);
  await expect(fetch(served.url.replace('https:', 'http:'))).rejects.toThrow();
  const { hostname, port } = new URL(served.url);
  const { connect: dial } = await import('node:net');
  const silent = dial(Number(port), hostname).on('error', () => {});
  onTestFinished(() => void silent.destroy());
  expect(await ask(served.url)).toContain('"done":true');
  served.child.kill('SIGTERM');
  silent.destroy();
  expect(await served.ended).toBe(0);
});

test.skipIf(!hasOpenssl)(`a pair that does not fit does not start${withOpenssl}`, async () => {
  await makePair('one', { cert: join(testEnv.folder, 'a.crt'), key: join(testEnv.folder, 'a.key') });
  await makePair('two', { cert: join(testEnv.folder, 'b.crt'), key: join(testEnv.folder, 'b.key') });
  const at = (name: string) => join(testEnv.folder, name);
  for (const [cert, own] of [
    [at('a.crt'), at('b.key')],
    [at('missing.crt'), at('a.key')],
  ] as const) {
    const args = ['serve', '--listen', '127.0.0.1:0', '--tls-cert', cert, '--tls-key', own];
    const { code, said } = await testEnv.fails(args);
    expect([code, said]).toEqual([1, expect.stringContaining('cannot be used (')]);
  }
  const { said } = await testEnv.fails(['serve', '--tls-cert', at('a.crt')]);
  expect(said).toContain('TLS needs a certificate and its key.');
});

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { ask, get } from './ask.ts';
import { allow, CLIENT, createHostEnv, type HostEnv } from './create-host-env.ts';

const SECRET = 'credential-of-the-upstream-marker';

/** Tests must not write to the keyring of the user who runs them. */
const setCredential = (testEnv: HostEnv, url: string, ...more: string[]) =>
  testEnv.cliReading(`${SECRET}\n`, 'upstream', 'set', url, '--key', '--no-keyring', ...more);

const sent = ({ requests }: HostEnv['standIn'], name: string) =>
  requests.map(({ headers }) => headers.find(([each]) => each.toLowerCase() === name)?.[1]);

test('T8: a credential is sent to its address as a bearer token, and that of a caller is not', async () => {
  const testEnv = await createHostEnv();
  expect(await setCredential(testEnv, testEnv.standIn.url)).toMatchObject({ code: 0 });
  const { host } = await testEnv.paired(allow());
  const request = { ...get('/api/version'), headers: { authorization: 'Bearer of-the-caller' } };
  await ask(host.client(CLIENT), request);
  expect(new Set(sent(testEnv.standIn, 'authorization'))).toEqual(new Set([`Bearer ${SECRET}`]));
});

test('a credential can be sent in a configured header', async () => {
  const testEnv = await createHostEnv();
  await setCredential(testEnv, testEnv.standIn.url, '--header', 'X-API-Key');
  const { host } = await testEnv.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  expect([sent(testEnv.standIn, 'x-api-key').at(-1), sent(testEnv.standIn, 'authorization').at(-1)]).toEqual([
    SECRET,
    undefined,
  ]);
});

test('it is never sent to another address, and not to the first one again either', async () => {
  const testEnv = await createHostEnv();
  await setCredential(testEnv, testEnv.standIn.url);
  const other = createStandIn();
  const elsewhere = await other.start();
  onTestFinished(() => other.stop());
  await testEnv.cli('upstream', 'set', elsewhere);
  const { host } = await testEnv.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  await host.stop();
  await testEnv.cli('upstream', 'set', testEnv.standIn.url);
  await ask(testEnv.start().client(CLIENT), get('/api/version'));
  expect(other.requests.length).toBeGreaterThan(0);
  for (const { requests } of [other, testEnv.standIn]) {
    expect(JSON.stringify(requests.map(({ headers }) => headers))).not.toContain(SECRET);
  }
});

test('a missing credential is reported, and no request is sent without it', async () => {
  const testEnv = await createHostEnv();
  await setCredential(testEnv, testEnv.standIn.url);
  const { host } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  const before = fromClients(testEnv.standIn.requests).length;
  await rm(join(testEnv.home, 'turnkey.credential'));
  await expect(client.request(get('/api/version'))).rejects.toMatchObject({ code: 'credential_unavailable' });
  expect(fromClients(testEnv.standIn.requests)).toHaveLength(before);
});

test('R21: a credential is never printed, and is stored only in its file', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired(allow());
  const said = [await setCredential(testEnv, testEnv.standIn.url)];
  for (const command of [
    ['upstream', 'show'],
    ['upstream', 'show', '--json'],
    ['status', '--json'],
    ['key', 'list'],
  ])
    said.push(await testEnv.cli(...command));
  const status = await root.call('status');
  expect(JSON.stringify([said, status]) + host.stderr).not.toContain(SECRET);
  const holding: string[] = [];
  for (const name of await readdir(testEnv.home)) {
    if ((await readFile(join(testEnv.home, name), 'latin1')).includes(SECRET)) holding.push(name);
  }
  expect(holding).toEqual(['turnkey.credential']);
  if (process.platform !== 'win32') {
    expect((await stat(join(testEnv.home, 'turnkey.credential'))).mode & 0o777).toBe(0o600);
  }
  await testEnv.cli('upstream', 'clear');
  expect(await readdir(testEnv.home)).not.toContain('turnkey.credential');
});

test.each([
  ['an empty credential', ['upstream', 'set', 'http://127.0.0.1:9', '--key'], ' \n', 'one word'],
  ['two lines', ['upstream', 'set', 'http://127.0.0.1:9', '--key'], 'a\nb\n', 'one word'],
  ['a reserved header', ['upstream', 'set', 'http://127.0.0.1:9', '--header', 'Host'], 'a', 'X-API-Key'],
])('%s is refused, and nothing is changed', async (_, command, input, help) => {
  const testEnv = await createHostEnv();
  const before = (await testEnv.cli('upstream', 'show')).stdout;
  const result = await testEnv.cliReading(input, ...command);
  expect([result.code, result.stdout, result.stderr]).toEqual([1, '', expect.stringContaining(help)]);
  expect((await testEnv.cli('upstream', 'show')).stdout).toBe(before);
});

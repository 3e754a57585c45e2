import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { ask, get } from './ask.ts';
import { allow, CLIENT, type HostStage, setHostStage } from './set-host-stage.ts';

const SECRET = 'credential-of-the-upstream-marker';

/** Tests must not write to the keyring of the user who runs them. */
const setCredential = (stage: HostStage, url: string, ...more: string[]) =>
  stage.cliReading(`${SECRET}\n`, 'upstream', 'set', url, '--key', '--no-keyring', ...more);

const sent = ({ requests }: HostStage['standIn'], name: string) =>
  requests.map(({ headers }) => headers.find(([each]) => each.toLowerCase() === name)?.[1]);

test('T8: a credential is sent to its address as a bearer token, and that of a caller is not', async () => {
  const stage = await setHostStage();
  expect(await setCredential(stage, stage.standIn.url)).toMatchObject({ code: 0 });
  const { host } = await stage.paired(allow());
  const request = { ...get('/api/version'), headers: { authorization: 'Bearer of-the-caller' } };
  await ask(host.client(CLIENT), request);
  expect(new Set(sent(stage.standIn, 'authorization'))).toEqual(new Set([`Bearer ${SECRET}`]));
});

test('a credential can be sent in a configured header', async () => {
  const stage = await setHostStage();
  await setCredential(stage, stage.standIn.url, '--header', 'X-API-Key');
  const { host } = await stage.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  expect([sent(stage.standIn, 'x-api-key').at(-1), sent(stage.standIn, 'authorization').at(-1)]).toEqual([
    SECRET,
    undefined,
  ]);
});

test('it is never sent to another address, and not to the first one again either', async () => {
  const stage = await setHostStage();
  await setCredential(stage, stage.standIn.url);
  const other = createStandIn();
  const elsewhere = await other.start();
  onTestFinished(() => other.stop());
  await stage.cli('upstream', 'set', elsewhere);
  const { host } = await stage.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  await host.stop();
  await stage.cli('upstream', 'set', stage.standIn.url);
  await ask(stage.start().client(CLIENT), get('/api/version'));
  expect(other.requests.length).toBeGreaterThan(0);
  for (const { requests } of [other, stage.standIn]) {
    expect(JSON.stringify(requests.map(({ headers }) => headers))).not.toContain(SECRET);
  }
});

test('a missing credential is reported, and no request is sent without it', async () => {
  const stage = await setHostStage();
  await setCredential(stage, stage.standIn.url);
  const { host } = await stage.paired(allow());
  const client = host.client(CLIENT);
  const before = stage.standIn.requests.length;
  await rm(join(stage.home, 'turnkey.credential'));
  await expect(client.request(get('/api/version'))).rejects.toMatchObject({ code: 'credential_unavailable' });
  expect(stage.standIn.requests).toHaveLength(before);
});

test('a credential is never printed, and is stored only in its file', async () => {
  const stage = await setHostStage();
  const { host, root } = await stage.paired(allow());
  const said = [await setCredential(stage, stage.standIn.url)];
  for (const command of [
    ['upstream', 'show'],
    ['upstream', 'show', '--json'],
    ['status', '--json'],
    ['key', 'list'],
  ])
    said.push(await stage.cli(...command));
  const status = await root.call('status');
  expect(JSON.stringify([said, status]) + host.stderr).not.toContain(SECRET);
  const holding: string[] = [];
  for (const name of await readdir(stage.home)) {
    if ((await readFile(join(stage.home, name), 'latin1')).includes(SECRET)) holding.push(name);
  }
  expect(holding).toEqual(['turnkey.credential']);
  if (process.platform !== 'win32') {
    expect((await stat(join(stage.home, 'turnkey.credential'))).mode & 0o777).toBe(0o600);
  }
  await stage.cli('upstream', 'clear');
  expect(await readdir(stage.home)).not.toContain('turnkey.credential');
});

test.each([
  ['an empty credential', ['upstream', 'set', 'http://127.0.0.1:9', '--key'], ' \n', 'one word'],
  ['two lines', ['upstream', 'set', 'http://127.0.0.1:9', '--key'], 'a\nb\n', 'one word'],
  ['a reserved header', ['upstream', 'set', 'http://127.0.0.1:9', '--header', 'Host'], 'a', 'X-API-Key'],
])('%s is refused, and nothing is changed', async (_, command, input, help) => {
  const stage = await setHostStage();
  const before = (await stage.cli('upstream', 'show')).stdout;
  const result = await stage.cliReading(input, ...command);
  expect([result.code, result.stdout, result.stderr]).toEqual([1, '', expect.stringContaining(help)]);
  expect((await stage.cli('upstream', 'show')).stdout).toBe(before);
});

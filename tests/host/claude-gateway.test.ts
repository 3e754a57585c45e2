import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHostEnv } from './create-host-env.ts';

test('status recognises Ollama’s gateway for Claude at the address of Ollama', async () => {
  const gateway = createServer((request, response) => {
    const isHealth = request.url === '/_ollama/health';
    response.writeHead(isHealth ? 204 : 404, isHealth ? { 'X-Ollama-Claude-Gateway': '1' } : {}).end();
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  onTestFinished(() => void gateway.close());
  const address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const testEnv = await createHostEnv();
  const before = JSON.parse((await testEnv.cli('status', '--json')).stdout);
  expect(before.claudeGateways).not.toContain(testEnv.standIn.url);
  await testEnv.cli('upstream', 'set', address);
  const { stdout } = await testEnv.cli('status');
  expect(stdout).toContain(`does not answer at ${address}`);
  expect(stdout).toContain(`${address} is Ollama’s gateway for Claude, not Turnkey`);
  const after = JSON.parse((await testEnv.cli('status', '--json')).stdout);
  expect(after.claudeGateways).toContain(address);
});

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { buildHostile } from '../../scripts/floods/build-hostile.ts';
import type { FloodName } from '../../scripts/floods/client/floods.ts';
import type { HostilePage } from '../../scripts/floods/client/page.ts';
import { COMPANION_ID_FIREFOX } from '../../shared/identity.ts';
import { createFirefoxEnv, type FirefoxEnv } from '../e2e/firefox-env.ts';
import { buildProbe } from '../e2e/probe.ts';
import { chat, GOOD } from './chat.ts';

declare const turnkey: Turnkey;
declare const hostile: HostilePage;

/** Firefox passes messages of any size and values that JSON does not have between extensions. */
const PROBE = 'moz-extension://66666666-6666-4666-8666-666666666666';
const HOSTILE = 'moz-extension://77777777-7777-4777-8777-777777777777';

let browserEnv: FirefoxEnv;
let allowed: Page;
let attacker: Page;

beforeAll(async () => {
  browserEnv = await createFirefoxEnv([
    { folder: await buildProbe('firefox'), id: 'probe@ollama-turnkey', pages: PROBE },
    { folder: await buildHostile('firefox'), id: 'hostile@ollama-turnkey', pages: HOSTILE },
  ]);
  await browserEnv.pair();
  attacker = await browserEnv.open(`${HOSTILE}/page.html`, 'body');
  allowed = await browserEnv.open(`${PROBE}/page.html`, 'body');
  await browserEnv.allow(() => allowed.evaluate(() => void turnkey.requestAccess()));
});
afterAll(() => browserEnv.end());

test.each<FloodName>(['A3 undefined', 'A18 BigInt', 'A3 large message'])(
  '%s: in Firefox it ends its own channel, and an allowed extension’s stream ends whole',
  async (flood) => {
    const gate = browserEnv.ollama.holdNext({ afterTokens: 3 });
    const stream = chat(allowed);
    await gate.reached;
    const ended = attacker.evaluate((...of) => hostile.once(...of), flood, COMPANION_ID_FIREFOX);
    expect(await ended).toBe('protocol_error');
    expect(await chat(allowed)).toEqual(GOOD);
    gate.release();
    expect(await stream).toEqual(GOOD);
  },
);

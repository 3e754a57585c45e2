import { afterAll, beforeAll } from 'vitest';
import { buildExisting, type Existing, NAMES, testExisting } from './existing-extensions.ts';
import { createFirefoxEnv, type FirefoxEnv } from './firefox-env.ts';

const PAGES: Record<Existing, string> = {
  'by-hand': 'moz-extension://44444444-4444-4444-8444-444444444444',
  'with-client': 'moz-extension://55555555-5555-4555-8555-555555555555',
};

let browserEnv: FirefoxEnv;

beforeAll(async () => {
  const extensions = [];
  for (const name of NAMES) {
    const folder = await buildExisting(name, 'firefox');
    extensions.push({ folder, id: `${name}@ollama-turnkey`, pages: PAGES[name] });
  }
  browserEnv = await createFirefoxEnv(extensions);
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

testExisting(() => ({
  ollama: browserEnv.ollama,
  page: (name) => browserEnv.open(`${PAGES[name]}/page.html`, 'body'),
  allow: (cause) => browserEnv.allow(cause),
}));

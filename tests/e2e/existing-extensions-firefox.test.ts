import { afterAll, beforeAll } from 'vitest';
import { buildExisting, type Existing, NAMES, testExisting } from './existing-extensions.ts';
import { type FirefoxScene, setFirefoxScene } from './firefox-scene.ts';

const PAGES: Record<Existing, string> = {
  'by-hand': 'moz-extension://44444444-4444-4444-8444-444444444444',
  'with-client': 'moz-extension://55555555-5555-4555-8555-555555555555',
};

let scene: FirefoxScene;

beforeAll(async () => {
  const extensions = [];
  for (const name of NAMES) {
    const folder = await buildExisting(name, 'firefox');
    extensions.push({ folder, id: `${name}@ollama-turnkey`, pages: PAGES[name] });
  }
  scene = await setFirefoxScene(extensions);
  await scene.pair();
});
afterAll(() => scene.end());

testExisting(() => ({
  ollama: scene.ollama,
  page: (name) => scene.open(`${PAGES[name]}/page.html`, 'body'),
  allow: (cause) => scene.allow(cause),
}));

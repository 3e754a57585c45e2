import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createStandIn } from '../stand-in/create-stand-in.ts';
import { hostCommand } from '../test-env/host-command.ts';
import { openAdminBrowser, openTab, signIn } from './open-admin.ts';
import { seedServe } from './seed-serve.ts';

/** Takes the picture of the admin page for the documents, light and dark, from the built `serve`. */
const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const SIZE = { width: 1000, height: 640, deviceScaleFactor: 1.5 };

const ollama = createStandIn();
const upstream = await ollama.start();
const folder = await mkdtemp(join(tmpdir(), 'turnkey-pictures-'));
const { admin } = await seedServe(folder);
const options = ['--listen', '127.0.0.1:0', '--admin-listen', '127.0.0.1:0', '--upstream', upstream];
const serve = spawn(...hostCommand('serve', ...options), {
  env: { ...process.env, OLLAMA_TURNKEY_HOME: folder },
  stdio: ['ignore', 'ignore', 'pipe'],
});
let address = '';
for await (const line of createInterface({ input: serve.stderr })) {
  address = /admin page is at (\S+)\./.exec(line)?.[1] ?? address;
  if (line.startsWith('Listening')) break;
}
const { browser, end } = await openAdminBrowser('chromium');
try {
  const page = await browser.newPage();
  await page.setViewport(SIZE);
  await page.goto(address);
  await signIn(page, admin);
  for (const [hash, title, name] of [
    ['#keys', 'Keys', 'admin-keys'],
    ['#usage', 'Usage', 'admin-usage'],
  ] as const) {
    await openTab(page, hash, title);
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      // The name of this computer says nothing to readers.
      await page.$eval('#about', (about) => {
        about.textContent = (about.textContent ?? '').replace(/ on .*/, ' on gpu-server');
      });
      // The chart is drawn again in the other colours.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))),
      );
      await page.screenshot({ path: `${IMAGES}${name}-${value}.png` });
    }
  }
} finally {
  await end();
  const ended = once(serve, 'exit');
  serve.kill();
  await ended;
  await ollama.stop();
  await rm(folder, { recursive: true, force: true });
}

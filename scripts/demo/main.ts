import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../browser/launch-chromium.ts';
import { createTestEnv } from '../test-env/create-test-env.ts';
import { answerApproval, openChat, openOptions, pasteKey } from '../test-env/pages.ts';
import { askAndPrint } from './ask-and-print.ts';
import { chooseOllama } from './choose-ollama.ts';

/** The demo: an extension without any permission streams a chat through the companion and the host. */
const QUESTION = 'In one short paragraph: why is the sky blue?';
const OUTPUT = fileURLToPath(new URL('../../demo-output/', import.meta.url));

const hasDisplay = (): boolean =>
  !process.env['CI'] &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']));

const refusedDirectly = (base: string): Promise<number> =>
  fetch(`${base}/api/chat`, {
    method: 'POST',
    headers: { origin: 'chrome-extension://obamonmbapecnboknmmnkjncclciglff' },
    body: '{}',
  }).then(({ status }) => status);

const ollama = await chooseOllama();
console.log(ollama.says);
console.log(`Asked directly by an extension, it answers ${await refusedDirectly(ollama.base)}.`);

console.log('Building the host and both extensions…');
await import('../build.ts');

const testEnv = await createTestEnv(ollama.base);
const display = hasDisplay();
const browser = await launchChromium({ userDataDir: testEnv.profile, headless: !display });
try {
  const options = await openOptions(browser);
  console.log(await pasteKey(options, testEnv.key));
  const chat = await openChat(browser);
  await answerApproval(browser, 'allow');
  console.log('The chat extension asked for access, and was allowed.\n');
  console.log(`${ollama.model} is asked: ${QUESTION}\n`);
  const firstTokenMs = await askAndPrint(chat, ollama.model, QUESTION);
  console.log(`\n\nFirst token after ${firstTokenMs} ms.`);
  if (display) {
    console.log('The window stays open for you to try. Close it to end the demo.');
    await new Promise((resolve) => browser.once('disconnected', resolve));
  } else {
    await mkdir(OUTPUT, { recursive: true });
    for (const [name, page] of Object.entries({ chat, settings: options })) {
      // A tab in the background is not painted, so its screenshot would never arrive.
      await page.bringToFront();
      await page.screenshot({ path: `${OUTPUT}${name}.png`, fullPage: true });
    }
    console.log(`There is no display. The screenshots are in ${OUTPUT}.`);
  }
} finally {
  await browser.close().catch(() => {});
  await ollama.stop();
  await testEnv.dispose();
}

import type { Adoption } from '../adoption.ts';

/** webpack, Babel and Preact: a classic service worker that streams to its pages through ports, by the routes of OpenAI. */
export const chatgptbox: Adoption = {
  repository: 'ChatGPTBox-dev/chatGPTBox',
  commit: '0d01aed30d5248ae1dc63252a9d6c5fc94049841',
  insertions: [{ file: 'src/background/index.mjs', line: "import 'ollama-turnkey/register'" }],
  build: ['npm', 'run', 'build'],
  output: 'build/chromium',
  async open({ browser, id, model }) {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/popup.html`);
    // It has no list of models: the user types the name into its settings, and then chooses it for a chat.
    await page.evaluate((name) => chrome.storage.local.set({ ollamaModelName: name }), model);
    await page.goto(`chrome-extension://${id}/IndependentPanel.html`);
    const option = await page.waitForSelector(`option::-p-text(Ollama (API) (${model}))`);
    const value = await option?.evaluate((each) => (each as HTMLOptionElement).value);
    await page.select('select:has(option)', value ?? '');
    await page.waitForSelector('.interact-input');
    return page;
  },
  async ask(page, question) {
    await page.type('.interact-input', question);
    await page.click('.submit-button');
  },
  answer: '.chatgptbox-answer',
  route: '/v1/chat/completions',
  stop: (page) => page.click('.submit-button'),
};

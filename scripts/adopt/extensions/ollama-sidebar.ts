import type { Adoption } from '../adoption.ts';

/** esbuild: a side panel that fetches, bundled as a classic script. */
export const ollamaSidebar: Adoption = {
  repository: 'deXterbed/ollama-sidebar',
  commit: '66f552e3b1969797d02b00b98947d71714033858',
  insertions: [{ file: 'src/sidepanel.js', line: 'import "ollama-turnkey/register";' }],
  build: ['npm', 'run', 'build'],
  output: 'dist',
  async open({ browser, id }) {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/sidepanel.html`);
    // It adds the text of the active tab to the question, and has none for its own page.
    await page.waitForSelector('.image-button.content-mode');
    await page.click('.image-button');
    await page.waitForSelector('.image-button:not(.content-mode)');
    return page;
  },
  models: '#model-select-toolbar option',
  async ask(page, question) {
    await page.type('#message-input', question);
    await page.click('.send-button');
  },
  answer: '.message-wrapper .message-content',
  route: '/api/chat',
  // It asks first whether the model calls a tool.
  probes: 1,
};

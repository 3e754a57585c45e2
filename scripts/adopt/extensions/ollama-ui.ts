import type { Adoption } from '../adoption.ts';

/** No bundler: a page with classic scripts, and libraries that its Makefile downloads and checks by their hashes. */
export const ollamaUi: Adoption = {
  repository: 'ollama-ui/ollama-ui',
  commit: 'd43171206aa3ea38b4c9f17e50044000c03fc175',
  packages: ['bootstrap@5.3.1', 'marked@6.0.0', 'dompurify@3.0.5'],
  copies: {
    'resources/bootstrap.min.css': 'node_modules/bootstrap/dist/css/bootstrap.min.css',
    'resources/bootstrap.bundle.min.js': 'node_modules/bootstrap/dist/js/bootstrap.bundle.min.js',
    'resources/marked.min.js': 'node_modules/marked/marked.min.js',
    'resources/purify.min.js': 'node_modules/dompurify/dist/purify.min.js',
    'vendor/ollama-turnkey.iife.js': 'node_modules/ollama-turnkey/ready/ollama-turnkey.iife.js',
  },
  insertions: [
    {
      file: 'index.html',
      line: '<script src="vendor/ollama-turnkey.iife.js"></script>',
      before: 'src="api.js"',
    },
    { file: 'api.js', line: 'OllamaTurnkey.register();' },
  ],
  hosts: { manifest: 'manifest.json', containing: ':11434/' },
  build: ['make', 'download_resources'],
  output: '.',
  async open({ browser, id }) {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/index.html`);
    return page;
  },
  models: '#model-select option',
  async ask(page, question) {
    await page.type('#user-input', question);
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
  },
  answer: '.response-message',
  route: '/api/generate',
  stop: (page) => page.click('#input-area .btn-danger'),
};

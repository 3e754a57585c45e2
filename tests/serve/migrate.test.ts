import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FRONTS, SNIPPETS } from '../../scripts/proxies/snippets.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

test.each(Object.entries(SNIPPETS))('the page shows %s as it is tested', async (_, { file }) => {
  const page = await read('docs/operators/replace-nginx-or-caddy.md');
  const template = await read(`scripts/proxies/${file}`);
  const site = template.replace('{{listen}}', '127.0.0.1:11450').replace('{{upstream}}', '127.0.0.1:11434');
  expect(page).toContain(site.trimEnd());
});

test.each(Object.entries(FRONTS))(
  'the page shows %s in front of serve as it is tested',
  async (_, { file }) => {
    const page = await read('docs/operators/behind-a-proxy.md');
    const template = await read(`scripts/proxies/${file}`);
    // Names and certificates of the page do not exist here.
    const [block = ''] = /^[ \t]+(?:location|reverse_proxy) [\s\S]*(?=\n})/m.exec(template) ?? [];
    expect(block.split('\n').length).toBeGreaterThan(2);
    expect(page).toContain(block.replace('{{upstream}}', '127.0.0.1:11450'));
  },
);

import { expect, test } from 'vitest';
import { licenceSection, readPackageFiles, sourceAddress } from './package-files.ts';

test.each([
  [{ url: 'git+https://github.com/nodejs/undici.git' }, 'https://github.com/nodejs/undici'],
  [{ url: 'git://github.com/brianc/node-postgres.git' }, 'https://github.com/brianc/node-postgres'],
  [{ url: 'git@github.com:siimon/prom-client.git' }, 'https://github.com/siimon/prom-client'],
  [{ url: 'https://github.com/tj/commander.js' }, 'https://github.com/tj/commander.js'],
  ['github:openai/openai-node', 'https://github.com/openai/openai-node'],
  ['open-telemetry/opentelemetry-js', 'https://github.com/open-telemetry/opentelemetry-js'],
  [{ url: 'git+https://example.org/a/b.git' }, 'https://example.org/a/b.git'],
  [undefined, ''],
])('the address of %o', (repository, address) => {
  expect(sourceAddress(repository)).toBe(address);
});

test.each([
  ['# A\n\n## License\n\nText\nof it.\n\n## More\nNo.\n', 'Text\nof it.'],
  ['# A\n### licence (MIT)\nText.', 'Text.'],
  ['# A\n\nLicense: MIT\n', undefined],
])('the section on the licence in %j', (readme, section) => {
  expect(licenceSection(readme)).toBe(section);
});

test('a package is read in the bundled version, with the licences of the code in it', async () => {
  const { packages } = (await import('../../package-lock.json')).default;
  const { version } = packages['node_modules/undici'];
  const { source, more } = await readPackageFiles('undici', version);
  expect(source).toBe('https://github.com/nodejs/undici');
  expect(more.map(({ file }) => file)).toContain('lib/web/fetch/LICENSE');
  await expect(readPackageFiles('undici', '0.0.1')).rejects.toThrow('undici@0.0.1');
});

import { expect, test } from 'vitest';
import { renderManifest } from './render-manifest.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';

test('Chromium gets origins with a trailing slash', () => {
  expect(JSON.parse(renderManifest('chromium', { name: 'org.test', path: '/a/host', ids: [ID] }))).toEqual({
    name: 'org.test',
    description: expect.stringMatching(/\S/),
    path: '/a/host',
    type: 'stdio',
    allowed_origins: [`chrome-extension://${ID}/`],
  });
});

test('Firefox gets add-on ids', () => {
  expect(JSON.parse(renderManifest('firefox', { name: 'org.test', path: '/a/host', ids: ['a@b'] }))).toEqual({
    name: 'org.test',
    description: expect.stringMatching(/\S/),
    path: '/a/host',
    type: 'stdio',
    allowed_extensions: ['a@b'],
  });
});

test('R15: the text has no byte order mark and escaped backslashes', () => {
  const text = renderManifest('chromium', { name: 'org.test', path: 'C:\\Ünï 用户\\host.bat', ids: [] });
  expect(text.startsWith('{')).toBe(true);
  expect(text).toContain('"C:\\\\Ünï 用户\\\\host.bat"');
});

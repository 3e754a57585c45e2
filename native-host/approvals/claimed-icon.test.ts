import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { iconUrl } from './claimed-icon.ts';

const iconOf = (size: number) =>
  readFileSync(new URL(`../../extension/example/icons/${size}.png`, import.meta.url));
const icon = iconOf(48);
const ending = (text: string) =>
  Buffer.concat([icon.subarray(0, -12), Buffer.from(text), icon.subarray(-12)]);
const withWidth = (width: number) => {
  const changed = Buffer.from(icon);
  changed.writeUInt32BE(width, 16);
  return changed;
};

test('a PNG of 48 pixels is an icon', () => {
  const base64 = icon.toString('base64');
  expect(iconUrl(base64)).toBe(`data:image/png;base64,${base64}`);
});

test.each([
  ['nothing', Buffer.from('')],
  ['a cut PNG', icon.subarray(0, 40)],
  ['a PNG with an appendix', Buffer.concat([icon, Buffer.from('<script>')])],
  ['a PNG of 128 pixels', iconOf(128)],
  ['a PNG that claims to be huge', withWidth(60_000)],
  ['a PNG without a width', withWidth(0)],
  ['an animated PNG', ending('acTL')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a GIF', Buffer.from('GIF89a')],
])('%s is rejected', (_, bytes) => {
  expect(iconUrl(bytes.toString('base64'))).toBeUndefined();
});

test.each(['%%%', `${icon.toString('base64')}"><script>`, 'data:image/png;base64,AAAA'])(
  '%j is rejected',
  (text) => {
    expect(iconUrl(text)).toBeUndefined();
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { companionManifest } from '../../../extension/companion/manifest.config.ts';
import { TARGETS, type Target } from '../../../extension/targets.ts';
import { LANGUAGES } from '../../../extension/ui/texts/pick-texts.ts';
import { formatListing } from '../format-listing.ts';
import { LISTINGS } from './listings.ts';

interface Message {
  readonly message: string;
}

interface Manifest {
  readonly name: string;
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
}

const manifestOf = (target: Target) => companionManifest(target) as Manifest;

const LOCALES = new URL('../../../extension/companion/_locales/', import.meta.url);
const localeOf = (tag: string) => tag.replace('-', '_');
const messagesOf = (tag: string): Record<string, Message> =>
  JSON.parse(readFileSync(new URL(`${localeOf(tag)}/messages.json`, LOCALES), 'utf8'));

test('the manifest and the listing have the languages of the pages', () => {
  const tags = LANGUAGES.map(([tag]) => tag).toSorted();
  expect(Object.keys(LISTINGS).toSorted()).toEqual(tags);
  expect(readdirSync(LOCALES).toSorted()).toEqual(tags.map(localeOf).toSorted());
});

/** The background, which shows no page and so has no other texts. */
const BACKGROUND = new URL('../../../extension/companion/background/', import.meta.url);
const background = readdirSync(BACKGROUND)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, BACKGROUND), 'utf8'))
  .join('\n');

/** The tooltips of the icon have a table of their own. */
const isTooltip = (name: string) => name.startsWith('toolbar');

test.each(TARGETS)(
  'the manifest for %s and the background use every message, and every message exists',
  (target) => {
    const inManifest = JSON.stringify(companionManifest(target)).matchAll(/__MSG_(\w+)__/g);
    const used = [...inManifest, ...background.matchAll(/getMessage\('(\w+)'/g)];
    const names = Object.keys(messagesOf('en')).filter((name) => !isTooltip(name));
    expect(used.map(([, name]) => name)).toEqual(names);
  },
);

test.each(Object.entries(LISTINGS))(
  '%s: the texts have the lengths that the stores allow',
  (tag, listing) => {
    expect(Object.keys(messagesOf(tag))).toEqual(Object.keys(messagesOf('en')));
    expect(listing.summary).toBe(messagesOf(tag)['description']?.message);
    expect(listing.summary.length).toBeLessThanOrEqual(132);
    expect(listing.name).toBe(manifestOf('chromium').name);
    expect(listing.description.join('\n\n').length).toBeLessThanOrEqual(16_000);
    for (const text of [listing.purpose, ...Object.values(listing.permissions)]) {
      expect(text.length).toBeLessThanOrEqual(1000);
    }
    expect(formatListing(listing)).toContain(`\n## ${listing.headings.privacy}\n\n${listing.privacy[0]}\n`);
  },
);

test.each(TARGETS)('every permission of the manifest for %s is justified, and no other', (target) => {
  const { permissions = [], optional_permissions: optional = [] } = manifestOf(target);
  for (const listing of Object.values(LISTINGS)) {
    expect(Object.keys(listing.permissions)).toEqual([...permissions, ...optional]);
  }
});

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatListing } from './format-listing.ts';
import { LISTINGS } from './listing/listings.ts';
import { takeScreenshots } from './take-screenshots.ts';
import { writeStoreZips } from './write-zips.ts';

/** Writes to `dist/store` what the stores need: the built companion as a zip for each, texts, and screenshots. */
const OUT = fileURLToPath(new URL('../../dist/store/', import.meta.url));
const SCREENSHOTS = join(OUT, 'screenshots');

await rm(OUT, { recursive: true, force: true });
await mkdir(SCREENSHOTS, { recursive: true });
for (const name of await writeStoreZips(OUT)) {
  const zip = await readFile(join(OUT, name));
  console.log(`${createHash('sha256').update(zip).digest('hex')}  ${name}`);
}
for (const [lang, listing] of Object.entries(LISTINGS)) {
  await writeFile(join(OUT, `listing-${lang}.md`), formatListing(listing));
}
await takeScreenshots(SCREENSHOTS);

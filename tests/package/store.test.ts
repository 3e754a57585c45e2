import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { buildCompanion } from '../../extension/build-companion.ts';
import { TARGETS } from '../../extension/targets.ts';
import { zipExtension } from '../../scripts/store/zip-extension.ts';

test.each(TARGETS)('two builds of the companion for %s give the same zip', async (target) => {
  const again = await mkdtemp(join(tmpdir(), 'turnkey-store-'));
  onTestFinished(() => rm(again, { recursive: true }));
  await buildCompanion(target, { outDir: again });
  const built = fileURLToPath(new URL(`../../extension/companion/dist/${target}`, import.meta.url));
  const [zip, other] = [await zipExtension(built, target), await zipExtension(again, target)];
  const names = Object.keys(unzipSync(zip));
  expect(names).toEqual(names.toSorted());
  expect(names).toContain('_locales/zh_CN/messages.json');
  expect(Object.keys(unzipSync(other))).toEqual(names);
  expect(Buffer.from(other).equals(Buffer.from(zip))).toBe(true);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserEnv } from '../../tests/e2e/browser-env.ts';
import { pack } from '../../tests/package/pack.ts';
import { COMPANION } from '../browser/launch-chromium.ts';
import { answerApproval } from '../test-env/pages.ts';
import { makeProject } from './make-project.ts';
import { RECIPES } from './recipes.ts';

/**
 * Follows the recipes of `docs/developers/recipes/`, or those that the arguments name, and asks a question in each
 * extension. Not part of the tests: it installs packages from the registry.
 */
const wanted = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'turnkey-recipes-'));
const packed = await pack();
const browserEnv = await createBrowserEnv({ extensions: [COMPANION] });
await browserEnv.pair();
let failed = 0;

for (const recipe of RECIPES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  try {
    const project = join(folder, recipe.name);
    await makeProject(recipe, project, packed.tarball);
    const built = seconds();
    const id = await browserEnv.browser.installExtension(join(project, recipe.dist));
    const page = await browserEnv.browser.newPage();
    await page.goto(`chrome-extension://${id}/${recipe.page}`);
    await (await page.waitForSelector('input'))?.type('Hello');
    await Promise.all([answerApproval(browserEnv.browser, 'allow'), page.click('button')]);
    await page.waitForFunction(() => document.querySelector('output')?.textContent?.endsWith('🎉'), {
      polling: 100,
    });
    console.log(`${recipe.name}: installed, checked and built in ${built}, answered`);
    await page.close();
  } catch (error) {
    failed += 1;
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    console.log(`${recipe.name}: FAILED ${error}\n${stdout}\n${stderr}`);
  }
}

await browserEnv.end();
await packed.remove();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
process.exitCode = failed;

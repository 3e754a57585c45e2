import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../../shared/version.ts';
import { OUT as EXECUTABLES } from '../executables/places.ts';
import { writeChecksums } from '../installers/checksums.ts';
import { INSTALLERS } from '../installers/places.ts';
import { signStage } from '../signing/sign-stage.ts';
import type { SigningStep } from '../signing/steps.ts';
import { writeStoreZips } from '../store/write-zips.ts';
import { checkTag } from './check-tag.ts';
import { packNpm, wouldPublish } from './pack-npm.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface ReleaseOptions {
  /** The folder with everything that a release publishes. */
  readonly out: string;
  /** Targets of the executables; all if empty. */
  readonly targets: readonly string[];
  /** Compress packages for Linux in a second instead of minutes. */
  readonly fast: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** A step of a release. None publishes anything. */
export interface ReleaseStep {
  readonly name: string;
  run(options: ReleaseOptions): Promise<void> | void;
}

/** Runs a script of this checkout, without the secrets of signing. */
const script = (path: string, ...args: string[]): void => {
  const secret = /^(WINDOWS|MACOS|NOTARY|MINISIGN)_/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !secret.test(name)));
  execFileSync(process.execPath, [join(ROOT, 'scripts', path), ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
};

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const sign =
  (stage: SigningStep['stage'], folder: (options: ReleaseOptions) => string): ReleaseStep['run'] =>
  async (options) => {
    for (const { step, file, outcome } of await signStage(stage, await filesIn(folder(options)), options.env))
      console.log(`${outcome === 'signed' ? 'signed' : 'not signed, no secrets'}: ${step}, ${file}`);
  };

/** From the sources to what is published, in this order. */
export const RELEASE_STEPS: readonly ReleaseStep[] = [
  { name: 'compare the tag with the version', run: ({ env }) => checkTag(env, VERSION) },
  { name: 'build', run: () => script('build.ts') },
  { name: 'executables', run: ({ targets }) => script('executables/main.ts', ...targets) },
  { name: 'sign the executables', run: sign('executables', () => EXECUTABLES) },
  {
    name: 'installers',
    run: ({ targets, fast }) => script('installers/main.ts', ...(fast ? ['--fast'] : []), ...targets),
  },
  { name: 'sign the installers', run: sign('installers', () => INSTALLERS) },
  {
    name: 'collect the installers',
    async run({ out }) {
      await rm(out, { recursive: true, force: true });
      await mkdir(out, { recursive: true });
      for (const entry of await readdir(INSTALLERS, { withFileTypes: true }))
        if (entry.isFile() && entry.name !== 'SHA256SUMS')
          await cp(join(INSTALLERS, entry.name), join(out, entry.name));
    },
  },
  { name: 'packages for the stores', run: async ({ out }) => void (await writeStoreZips(out)) },
  { name: 'packages for npm', run: ({ out, env }) => packNpm(out, env['GITHUB_REF_TYPE'] === 'tag') },
  {
    name: 'bill of materials',
    run: ({ out }) => copyFile(join(ROOT, 'sbom.cdx.json'), join(out, `ollama-turnkey-${VERSION}.cdx.json`)),
  },
  {
    name: 'checksums and manifests for package managers',
    async run({ out }) {
      for (const { sha256, name, bytes } of await writeChecksums(out))
        console.log(`${sha256}  ${name}  ${(bytes / 1e6).toFixed(1)} MB`);
    },
  },
  { name: 'sign the checksums', run: sign('checksums', ({ out }) => out) },
  {
    name: 'ask npm whether it would publish',
    async run({ out }) {
      for (const name of (await readdir(out)).filter((each) => each.endsWith('.tgz')))
        await wouldPublish(join(out, name));
    },
  },
];

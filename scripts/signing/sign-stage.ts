import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { packApp, unpackApp } from './app-zip.ts';
import { hasPeSignature } from './pe-signature.ts';
import { type Env, secretFiles } from './secrets.ts';
import { SIGNING_STEPS, type SigningStep } from './steps.ts';

const run = promisify(execFile);

/** What was done with a file. */
export interface SigningResult {
  readonly step: string;
  readonly file: string;
  readonly outcome: 'signed' | 'no secrets';
}

const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Signs files as the steps of a stage say. A step without its secrets is reported, and leaves its files as they are. */
export const signStage = async (
  stage: SigningStep['stage'],
  files: readonly string[],
  env: Env,
): Promise<SigningResult[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnkey-sign-'));
  const results: SigningResult[] = [];
  try {
    const secrets = await secretFiles(env, folder);
    for (const step of SIGNING_STEPS.filter((each) => each.stage === stage)) {
      for (const file of files.filter((each) => step.files.test(each))) {
        const isApp = file.endsWith('.zip');
        const path = isApp ? await unpackApp(file, join(folder, basename(file))) : file;
        const hasSignature = !isApp && hasPeSignature(await readHead(file));
        const commands = step.commands({ path, hasSignature }, secrets, env);
        for (const [program, ...args] of commands ?? []) await run(program, args);
        if (commands && isApp) await packApp(path, file);
        results.push({ step: step.name, file, outcome: commands ? 'signed' : 'no secrets' });
      }
    }
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
};

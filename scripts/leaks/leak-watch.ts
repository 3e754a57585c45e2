import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findLeaks, type Sought, secretsIn } from './find-leaks.ts';
import { warningsIn } from './node-warnings.ts';

/** Looks for secrets in the output and the files of one test environment. */
export interface LeakWatch {
  /** Remembers the keys in a text that may contain them, such as the output of a command that creates one. */
  learn(text: string): void;
  /** Remembers any other secret. */
  learnSecret(secret: string): void;
  /** Records output, such as a log, that must contain no key, no prompt and no warning of Node. */
  hear(what: string, text: string): void;
  /** Throws if recorded output, or a file in one of the folders, contains a secret. */
  check(...folders: (string | Folder)[]): Promise<void>;
}

interface Folder {
  readonly path: string;
  /** False for a browser’s profile, which stores what was typed into its pages. */
  readonly words?: boolean;
  /** True for the profile of a paired browser. */
  readonly tokens?: boolean;
  /** Names of files that may contain secrets. */
  readonly except?: readonly string[];
}

const leaksOf = async (folder: Folder, sought: Sought): Promise<string[]> => {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true }).catch(() => []);
  const leaks: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || folder.except?.includes(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    // A browser may remove its files while they are read.
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    leaks.push(...findLeaks(content, sought).map((kind) => `${path}: ${kind}`));
  }
  return leaks;
};

export const createLeakWatch = (): LeakWatch => {
  const secrets = new Set<string>();
  const heard: { what: string; text: string }[] = [];
  return {
    learn: (text) => {
      for (const secret of secretsIn(text)) secrets.add(secret);
    },
    learnSecret: (secret) => void secrets.add(secret),
    hear: (what, text) => void heard.push({ what, text }),
    async check(...folders) {
      const leaks = heard.flatMap(({ what, text }) =>
        [...findLeaks(Buffer.from(text), { secrets }), ...warningsIn(text)].map((kind) => `${what}: ${kind}`),
      );
      for (const folder of folders) {
        const where = typeof folder === 'string' ? { path: folder } : folder;
        const { words, tokens = false } = where;
        const sought = { secrets, tokens, ...(words === false && { words: [] }) };
        leaks.push(...(await leaksOf(where, sought)));
      }
      if (leaks.length > 0) throw new Error(`Secrets were found:\n${leaks.join('\n')}`);
    },
  };
};

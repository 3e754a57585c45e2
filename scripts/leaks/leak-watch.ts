import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findLeaks, type Sought, secretsIn } from './find-leaks.ts';
import { warningsIn } from './node-warnings.ts';

/** Watches over what one stage of the tests says and leaves. */
export interface LeakWatch {
  /** Takes note of the keys in a text that may hold them: what a command prints that makes one. */
  learn(text: string): void;
  /** Takes note of any other secret. */
  learnSecret(secret: string): void;
  /** Takes note of something that was said, such as a log: it may hold no key, no prompt, no warning of Node. */
  hear(what: string, text: string): void;
  /** Throws if something that was heard, or a file under one of the folders, holds what it must not. */
  check(...folders: (string | Folder)[]): Promise<void>;
}

interface Folder {
  readonly path: string;
  /** False for a browser’s own profile: it remembers what was typed into its pages. */
  readonly words?: boolean;
  /** True for the profile of a paired browser. */
  readonly tokens?: boolean;
  /** Files that may hold what others may not, by their names. */
  readonly except?: readonly string[];
}

const leaksOf = async (folder: Folder, sought: Sought): Promise<string[]> => {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true }).catch(() => []);
  const leaks: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || folder.except?.includes(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    // A browser removes files of its own while we read.
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
      if (leaks.length > 0) throw new Error(`What must be nowhere was found:\n${leaks.join('\n')}`);
    },
  };
};

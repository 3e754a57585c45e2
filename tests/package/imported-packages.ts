import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /(?:^(?:import|export)\s(?!type\b)[^;]*?\bfrom\s+|^import\s+|\bimport\()'([^']+)'/gm;
const PACKAGE = /^(?!node:)(?:@[\w.-]+\/)?[\w.-]+/;

/** The packages that modules import, directly and indirectly, without type imports. Reads the source only. */
export const importedPackages = (entries: readonly string[]): string[] => {
  const modules = new Set(entries);
  const packages = new Set<string>();
  for (const file of modules) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = join(dirname(file), name);
      if (name.startsWith('.')) {
        if (path.endsWith('.ts') && existsSync(path)) modules.add(path);
      } else {
        const [found] = PACKAGE.exec(name) ?? [];
        if (found) packages.add(found);
      }
    }
  }
  return [...packages].toSorted();
};

import { ENTRIES, TYPE_ENTRIES, WITH_SIDE_EFFECTS } from './entries.ts';

/** The names of all entries but `.`, as they follow the name of the package. */
const NAMED = Object.values(ENTRIES).filter((name) => name !== ENTRIES['.']);

const exportsOf = (folder: string) => {
  const entries = Object.entries(ENTRIES).map(([path, name]) => {
    const at = `${folder}${name}`;
    const conditions = {
      import: { types: `${at}.d.ts`, default: `${at}.js` },
      // Bundlers know `module`: there what is required and what is imported are one copy.
      require: { types: `${at}.d.cts`, module: `${at}.js`, default: `${at}.cjs` },
      default: `${at}.js`,
    };
    return [path, conditions] as const;
  });
  const types = TYPE_ENTRIES.map(
    (name) =>
      [
        `./${name}`,
        { import: { types: `${folder}${name}.d.ts` }, require: { types: `${folder}${name}.d.cts` } },
      ] as const,
  );
  return { ...Object.fromEntries([...entries, ...types]), './package.json': './package.json' };
};

/**
 * The fields of a package.json that say where the entries are, for files in `folder`, which ends in a slash: `./` or
 * `./dist/`.
 */
export const packageFields = (folder: string) => ({
  main: `${folder}index.cjs`,
  module: `${folder}index.js`,
  types: `${folder}index.d.ts`,
  exports: exportsOf(folder),
  sideEffects: WITH_SIDE_EFFECTS.flatMap((name) => [`${folder}${name}.js`, `${folder}${name}.cjs`]),
});

/**
 * The same for tools that do not read `exports` and look for the files beside package.json, where they are not:
 * TypeScript with `moduleResolution: node` reads `typesVersions`, and Parcel reads `alias`.
 */
export const subpathFields = (folder: string) => ({
  typesVersions: {
    '*': Object.fromEntries([...NAMED, ...TYPE_ENTRIES].map((name) => [name, [`${folder}${name}.d.ts`]])),
  },
  alias: Object.fromEntries(NAMED.map((name) => [`./${name}`, `${folder}${name}.js`])),
});

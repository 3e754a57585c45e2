import type { InstallWorld } from './install-world.ts';

const nothing = async (): Promise<undefined> => undefined;

/** A world that can be looked at but not changed, for `--dry-run`: what would change it does nothing and succeeds. */
export const dryWorld = (world: InstallWorld): InstallWorld => ({
  ...world,
  fs: {
    readFile: world.fs.readFile,
    readdir: world.fs.readdir,
    realpath: world.fs.realpath,
    stat: world.fs.stat,
    writeFile: nothing,
    chmod: nothing,
    rename: nothing,
    mkdir: nothing,
    rm: nothing,
    rmdir: nothing,
  },
  run: async (command, args) =>
    CHANGES_REGISTRY.has(args[0] ?? '') ? { code: 0, stdout: '', stderr: '' } : world.run(command, args),
});

const CHANGES_REGISTRY = new Set(['add', 'delete']);

import { pathOf } from '../platform/path-of.ts';
import { isThere, readIfThere } from './existing-files.ts';
import { expandVariables } from './expand-path.ts';
import { CACHE_DIRECTORY, HOST_FILE, hostPath } from './host-files.ts';
import type { InstallLayout } from './install-layout.ts';
import type { InstallWorld } from './install-world.ts';
import { posixWrapper, shellUnquote } from './posix-wrapper.ts';
import { FRAME_FILES, windowsWrapper } from './windows-wrapper.ts';

interface Choice {
  readonly version: string;
  readonly node: string;
  /** For all users: each has their own data directory and home. */
  readonly system: boolean;
}

/**
 * The text of the wrapper that browsers start. A user's wrapper names the data directory, even the default one: the XDG
 * variables of a browser may differ from those of the terminal, and the host must use the same store as the command
 * line.
 */
export const renderWrapper = (
  world: InstallWorld,
  layout: InstallLayout,
  { version, node, system }: Choice,
): string =>
  world.platform === 'win32'
    ? windowsWrapper({
        node,
        host: `${version}\\${HOST_FILE}`,
        cache: `${version}\\${CACHE_DIRECTORY}`,
        ownData: !system,
        env: world.env,
      })
    : posixWrapper({
        node,
        host: hostPath(world, layout, version),
        ...(!system && {
          dataDirectory: layout.data,
          cache: pathOf(world.platform).join(layout.hosts, version, CACHE_DIRECTORY),
          home: world.home,
        }),
      });

/** The further files that a wrapper needs next to it. */
export const wrapperFiles = (
  { platform }: Pick<InstallWorld, 'platform'>,
  { hosts }: InstallLayout,
): readonly { readonly path: string; readonly text: string }[] =>
  platform === 'win32'
    ? FRAME_FILES.map(({ name, text }) => ({ path: pathOf(platform).join(hosts, name), text }))
    : [];

/** The wrapper on disk. */
export interface WrapperState {
  readonly path: string;
  readonly present: boolean;
  /** The Node that it starts, and whether it still exists. If not, the wrapper looks for another. */
  readonly node?: { readonly path: string; readonly present: boolean };
  /** The host that it starts. */
  readonly host?: { readonly path: string; readonly present: boolean };
}

/** Reads which programs the wrapper starts. Changes nothing. A wrapper edited by hand may lack `node` and `host`. */
export const readWrapper = async (world: InstallWorld, layout: InstallLayout): Promise<WrapperState> => {
  const path = layout.wrapper;
  if (world.isExecutable) return { path, present: await isThere(world.fs, path) };
  const text = await readIfThere(world.fs, path).catch(() => undefined);
  if (text === undefined) return { path, present: false };
  const here = `${pathOf(world.platform).dirname(path)}\\`;
  const value = (name: string): string | undefined =>
    world.platform === 'win32'
      ? batchValue(text, name.toUpperCase(), here, world.env)
      : shellUnquote(new RegExp(`^${name}=(.*)$`, 'ms').exec(text)?.[1] ?? '');
  const state = async (name: 'node' | 'host') => {
    const found = value(name);
    return found === undefined ? {} : { [name]: { path: found, present: await isThere(world.fs, found) } };
  };
  return { path, present: true, ...(await state('node')), ...(await state('host')) };
};

const batchValue = (
  text: string,
  name: string,
  here: string,
  env: InstallWorld['env'],
): string | undefined => {
  const value = new RegExp(`^set "${name}=(.*)"\\r?$`, 'm').exec(text)?.[1];
  return value === undefined
    ? undefined
    : expandVariables(value.replaceAll('%%', '\0').replace('%~dp0', here), env)?.replaceAll('\0', '%');
};

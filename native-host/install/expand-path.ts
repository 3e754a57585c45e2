import { pathOf } from '../platform/path-of.ts';
import type { InstallWorld } from './install-world.ts';

type Base = Pick<InstallWorld, 'platform' | 'env' | 'home'>;

/** The first absolute value: the specifications of these variables say to ignore relative ones. */
const firstAbsolute = (world: Base, variables: readonly string[], otherwise: string): string =>
  variables
    .map((name) => world.env[name])
    .find((value) => value && pathOf(world.platform).isAbsolute(value)) ?? otherwise;

const ROOTS: Record<string, (world: Base) => string> = {
  home: ({ home }) => home,
  config: (world) => firstAbsolute(world, ['XDG_CONFIG_HOME'], `${world.home}/.config`),
  support: ({ home }) => `${home}/Library/Application Support`,
  local: (world) => firstAbsolute(world, ['LOCALAPPDATA'], `${world.home}\\AppData\\Local`),
  roaming: (world) => firstAbsolute(world, ['APPDATA'], `${world.home}\\AppData\\Roaming`),
};

/** A path of the browser table with its root, such as `{config}`, filled in. Throws for an unknown root. */
export const expandPath = (template: string, world: Base): string =>
  template.replace(/\{(\w+)\}/, (_match, root: string) => {
    const expand = ROOTS[root];
    if (!expand) throw new RangeError(`Unknown root {${root}} in ${template}`);
    return expand(world);
  });

/** A path with its `%NAME%` variables filled in, or undefined if one is not set. Case is ignored, as on Windows. */
export const expandVariables = (
  template: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const values = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  let complete = true;
  const path = template.replace(/%([^%]+)%/g, (_match, name: string) => {
    const value = values.get(name.toUpperCase());
    complete &&= Boolean(value);
    return value ?? '';
  });
  return complete ? path : undefined;
};

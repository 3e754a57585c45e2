import { type Platform, pathOf } from '../../native-host/platform/path-of.ts';
import { targetOf } from '../executables/targets.ts';
import { DEBIAN_ARCH } from '../installers/build-deb.ts';
import { PRODUCT } from '../installers/product.ts';

type Command = readonly [program: string, ...args: string[]];
type Machine = Pick<NodeJS.Process, 'platform' | 'arch'>;

const base = `${PRODUCT.id}-${PRODUCT.version}`;

/** How to get the executable out of what a release has for a system. `folder` exists and is empty. */
export const programFrom = (
  machine: Machine,
  release: string,
  folder: string,
): { readonly commands: readonly Command[]; readonly program: string } => {
  const { name } = targetOf(machine);
  const { join } = pathOf(machine.platform as Platform);
  switch (machine.platform as Platform) {
    case 'linux':
      return {
        commands: [
          ['tar', '-xf', join(release, `${base}-${name}.tar.xz`), '-C', folder, '--strip-components=1'],
        ],
        program: join(folder, PRODUCT.id),
      };
    case 'darwin':
      return {
        commands: [['ditto', '-x', '-k', join(release, `${base}-${name}.zip`), folder]],
        program: join(folder, `${PRODUCT.name}.app`, 'Contents', 'MacOS', PRODUCT.id),
      };
    case 'win32':
      return { commands: [], program: join(release, `${base}-${name}.exe`) };
  }
};

/** Installs the package of a system, checks what it has installed, and removes it. macOS has no package. */
export const installSteps = (
  machine: Machine & { readonly env: Readonly<Record<string, string | undefined>> },
  release: string,
): readonly Command[] => {
  const { name } = targetOf(machine);
  const { join } = pathOf(machine.platform as Platform);
  if (name === 'linux-x64' || name === 'linux-arm64') {
    const deb = join(release, `${PRODUCT.id}_${PRODUCT.version}_${DEBIAN_ARCH[name]}.deb`);
    return [
      ['sudo', 'apt-get', 'install', '-y', deb],
      [PRODUCT.id, 'status'],
      ['sudo', 'apt-get', 'purge', '-y', PRODUCT.id],
    ];
  }
  if (machine.platform !== 'win32') return [];
  const msi = join(release, `${base}-${name}.msi`);
  const local = machine.env['LOCALAPPDATA'] ?? '';
  return [
    ['msiexec', '/i', msi, '/qn', '/norestart'],
    [join(local, 'Programs', PRODUCT.name, `${PRODUCT.id}.exe`), 'status'],
    ['msiexec', '/x', msi, '/qn', '/norestart'],
  ];
};

import { isThere } from '../../install/existing-files.ts';
import { damagedFiles } from '../../install/host-files.ts';
import { isNoexec } from '../../install/noexec.ts';
import { isProtectedPlace } from '../../install/report-rows.ts';
import { pathOf } from '../../platform/path-of.ts';
import type { DoctorWorld } from '../doctor-world.ts';
import { found, passed, skipped } from '../finding.ts';
import type { CheckEntry } from './check.ts';

const APP = { group: 'app', name: 'Turnkey app' } as const;

const X_BITS = 0o111;

/** Whether a file belongs to another user. Root may use all files, so only its own view is left out. */
const isForeign = async ({ fs, uid }: DoctorWorld, path: string): Promise<boolean> => {
  if (uid === undefined || uid === 0) return false;
  try {
    const { uid: owner } = await fs.stat(path);
    return owner !== undefined && owner !== uid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
};

/** Whether the host is installed, and in one piece. */
export const APP_FILES: readonly CheckEntry[] = [
  {
    ...{ ...APP, id: 'app.owner' },
    async run({ world, layout }, subject) {
      // An installation for all users belongs to root.
      if (layout.isPackaged) return [skipped(subject, 'a package installed it')];
      if (layout.directoryMode !== 0o700) return [skipped(subject, 'it is installed for all users')];
      for (const path of [layout.data, layout.hosts, layout.wrapper]) {
        if (await isForeign(world, path)) return [found(subject, 'other_owner', path)];
        if (!(await world.mayWrite(path))) return [found(subject, 'not_writable', path)];
      }
      return [passed(subject, 'its folder is yours')];
    },
  },
  {
    ...{ ...APP, id: 'app.installed' },
    async run({ inspection, layout }, subject) {
      const { wrapper, versions } = await inspection();
      return wrapper.present
        ? [passed(subject, `version ${versions[0] ?? 'unknown'} is installed`, layout.hosts)]
        : [found(subject, 'not_installed', layout.hosts)];
    },
  },
  {
    ...{ ...APP, id: 'app.place' },
    async run({ world, layout }, subject) {
      if (isProtectedPlace(world, layout)) return [found(subject, 'protected_folder', layout.data)];
      if (await isNoexec(world, layout.wrapper)) return [found(subject, 'noexec', layout.hosts)];
      const mode = await world.fs.stat(layout.wrapper).then(
        (facts) => facts.mode,
        () => undefined,
      );
      const locked = world.platform !== 'win32' && mode !== undefined && (mode & X_BITS) === 0;
      return [
        locked
          ? found(subject, 'not_executable', layout.wrapper)
          : passed(subject, 'its folder allows programs'),
      ];
    },
  },
  {
    ...{ ...APP, id: 'app.files' },
    async run({ world, inspection, layout }, subject) {
      if (world.isExecutable) return [skipped(subject, 'it is one file')];
      const { host } = (await inspection()).wrapper;
      if (!host) return [found(subject, 'start_failed', layout.wrapper)];
      if (!(await isThere(world.fs, host.path))) return [found(subject, 'host_missing', host.path)];
      const damaged = await damagedFiles(world, pathOf(world.platform).dirname(host.path));
      return [
        damaged.length > 0
          ? found(subject, 'part_missing', damaged.join('\n'))
          : passed(subject, 'its files are complete'),
      ];
    },
  },
];

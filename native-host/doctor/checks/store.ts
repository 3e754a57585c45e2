import type { StoreTrouble } from '../../store/store-error.ts';
import { type CauseName, found, passed, skipped } from '../finding.ts';
import type { CheckEntry } from './check.ts';

const BY_TROUBLE: Readonly<Partial<Record<StoreTrouble | 'folder', CauseName>>> = {
  damaged: 'store_damaged',
  newer: 'store_newer',
  folder: 'store_folder',
  locked: 'store_locked',
  read_only: 'store_read_only',
  full: 'store_full',
};

/** Free bytes under which a disk is nearly full. */
const FEW_BYTES = 50_000_000;

/** Under this, nothing can be written: SQLite needs a few pages for each change. */
const NO_BYTES = 65_536;

const STORE = { group: 'store', name: 'Permissions and keys' } as const;

/** Whether the store can be read and written. */
export const STORE_CHECKS: readonly CheckEntry[] = [
  {
    ...{ ...STORE, id: 'store.open' },
    async run({ store, world, layout }, subject) {
      const { trouble, detail, file } = await store();
      // SQLite reports some writes to a full disk as errors of the disk.
      const full = trouble === 'other' && ((await world.freeBytes(layout.data)) ?? NO_BYTES) < NO_BYTES;
      if (full) return [found(subject, 'store_full', detail)];
      if (trouble) return [found(subject, BY_TROUBLE[trouble] ?? 'store_failed', detail)];
      return [
        file === undefined
          ? skipped(subject, 'there are none yet')
          : passed(subject, 'they can be read', file),
      ];
    },
  },
  {
    ...{ ...STORE, id: 'store.disk' },
    async run({ world, layout }, subject) {
      const free = await world.freeBytes(layout.data);
      if (free === undefined) return [skipped(subject, 'the free space is unknown')];
      if (free < NO_BYTES) return [found(subject, 'store_full', layout.data)];
      return [
        free < FEW_BYTES
          ? found(subject, 'disk_nearly_full', `${Math.round(free / 1_000_000)} MB are free.`)
          : passed(subject, 'the disk has space'),
      ];
    },
  },
  {
    ...{ ...STORE, id: 'store.paired' },
    async run({ store }, subject) {
      const { paired } = await store();
      return [
        paired > 0
          ? passed(subject, `${paired} browser ${paired === 1 ? 'profile is' : 'profiles are'} paired`)
          : found(subject, 'not_paired'),
      ];
    },
  },
];

import { DAY_MS } from '../../../shared/time.ts';
import { HOST_FILE } from '../../install/host-files.ts';
import { found, passed } from '../finding.ts';
import type { CheckEntry } from './check.ts';

/** More hosts than browser profiles that a person has open. */
const MANY_HOSTS = 30;

/** Milliseconds by which a file may be newer than the clock: time zones in file systems without them. */
const CLOCK_SLACK_MS = DAY_MS;

const isUtf8 = (env: Readonly<Record<string, string | undefined>>): boolean =>
  /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');

const APP = { group: 'app', name: 'Turnkey app', evenAfterError: true } as const;

/** What the computer around the app may do to it. */
export const MACHINE: readonly CheckEntry[] = [
  {
    ...{ ...APP, id: 'app.locale' },
    async run({ world }, subject) {
      const plain = world.platform !== 'linux' || /^[ -~]*$/.test(world.home) || isUtf8(world.env);
      return [plain ? passed(subject, 'its paths fit the language settings') : found(subject, 'locale')];
    },
  },
  {
    ...{ ...APP, id: 'app.processes' },
    async run({ world, layout }, subject) {
      const lines = await world.commandLines();
      // The executable is itself in that folder. Node is elsewhere, and names its file.
      const isHost = (line: string) => world.isExecutable || line.includes(HOST_FILE);
      const hosts = lines.filter((line) => line.includes(layout.hosts) && isHost(line)).length;
      return [
        hosts > MANY_HOSTS
          ? found(subject, 'many_hosts', `${hosts} processes`)
          : passed(subject, `it runs for ${hosts} browser ${hosts === 1 ? 'profile' : 'profiles'}`),
      ];
    },
  },
  {
    ...{ ...APP, id: 'app.clock' },
    async run({ world, layout }, subject) {
      const written = await world.fs.stat(layout.wrapper).then(
        (facts) => facts.mtimeMs ?? 0,
        () => 0,
      );
      return [
        written > world.now() + CLOCK_SLACK_MS
          ? found(subject, 'clock_wrong')
          : passed(subject, 'the clock is not behind its files'),
      ];
    },
  },
];

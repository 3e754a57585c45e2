import { VERSION } from '../../../shared/version.ts';
import { NODE_VARIABLES } from '../../install/node-variables.ts';
import { isNewEnough } from '../../install/oldest-node.ts';
import { browserProgram } from '../browser-program.ts';
import { found, passed, skipped } from '../finding.ts';
import { readStart } from '../read-start.ts';
import type { Session } from '../session.ts';
import type { CheckEntry } from './check.ts';

const APP = { group: 'app', name: 'Turnkey app' } as const;

/** The families of the installed browsers: each starts the host with other arguments. */
const familiesOf = async ({ inspection }: Session) => {
  const families = new Set((await inspection()).manifests.map(({ family }) => family));
  return families.size > 0 ? [...families] : (['chromium'] as const);
};

/** Whether the host starts without the variables that change how Node starts. */
const startsWithoutVariables = async ({ world, layout }: Session): Promise<boolean> => {
  const program = browserProgram(world, {
    family: 'chromium',
    path: layout.wrapper,
    manifest: layout.wrapper,
  });
  const set = NODE_VARIABLES.filter((name) => name in program.env);
  if (set.length === 0) return false;
  const env = Object.fromEntries(Object.entries(program.env).filter(([name]) => !set.includes(name)));
  return readStart(await world.start({ ...program, env })) === undefined;
};

/** Whether the host starts as browsers start it, and its Node. */
export const APP_START: readonly CheckEntry[] = [
  {
    ...{ ...APP, id: 'app.node' },
    async run(session, subject) {
      const { node } = (await session.inspection()).wrapper;
      if (!node) return [skipped(subject, 'no Node.js is named in its start file')];
      if (!node.present) {
        const failure = readStart(await session.start('chromium'));
        return [found(subject, failure ? 'node_missing' : 'node_moved', node.path)];
      }
      const { stdout } = await session.world.run(node.path, ['--version']);
      const version = stdout.trim();
      return [
        version && !isNewEnough(version)
          ? found(subject, 'node_old', `${node.path} (${version})`)
          : passed(subject, `its Node.js is ${version.replace('v', '') || 'present'}`, node.path),
      ];
    },
  },
  {
    ...{ ...APP, id: 'app.start' },
    async run(session, subject) {
      for (const family of await familiesOf(session)) {
        const started = await session.start(family);
        const failure = readStart(started);
        if (failure?.cause === 'store_failed')
          return [skipped(subject, 'it starts, but cannot use its store')];
        if (failure && (await startsWithoutVariables(session)))
          return [found(subject, 'node_variables', failure.detail)];
        if (failure)
          return [found(subject, failure.cause, [session.layout.wrapper, failure.detail].join('\n'))];
      }
      return [passed(subject, 'it starts as a browser starts it', session.layout.wrapper)];
    },
  },
  {
    ...{ ...APP, id: 'app.version' },
    async run(session, subject) {
      const { outcome } = await session.start((await familiesOf(session))[0] ?? 'chromium');
      if (outcome.kind !== 'welcome') return [skipped(subject, 'its version is unknown')];
      return [
        outcome.version === VERSION
          ? passed(subject, `its version is that of this command, ${VERSION}`)
          : found(subject, 'other_version', `${outcome.version} is installed, this command is ${VERSION}.`),
      ];
    },
  },
];

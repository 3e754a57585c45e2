import type { CheckGroup, CheckUp } from '../../shared/protocol/check-up.ts';
import type { InspectPlace } from '../install/inspect-install.ts';
import { APP_FILES } from './checks/app-files.ts';
import { APP_START } from './checks/app-start.ts';
import { BROWSERS } from './checks/browsers.ts';
import type { CheckEntry } from './checks/check.ts';
import { COMPANION } from './checks/companion.ts';
import { MACHINE } from './checks/machine.ts';
import { OLLAMA_CHECKS } from './checks/ollama.ts';
import { PROFILES } from './checks/profiles.ts';
import { STORE_CHECKS } from './checks/store.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { type CauseName, type Finding, shownCheck, skipped, withOwnCommand } from './finding.ts';
import { openSession, type Session } from './session.ts';

/** Every check, in the order in which to solve problems. */
const CHECKS: readonly CheckEntry[] = [
  ...APP_FILES,
  ...APP_START,
  ...MACHINE,
  ...BROWSERS,
  ...PROFILES,
  ...COMPANION,
  ...STORE_CHECKS,
  ...OLLAMA_CHECKS,
];

export const GROUPS = [...new Set(CHECKS.map(({ group }) => group))];

/** Runs the checks of one group in order. The later ones are useless once one has found an error. */
const runGroup = async (group: CheckGroup, session: Session): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const { run, evenAfterError, ...subject } of CHECKS.filter((check) => check.group === group)) {
    if (!evenAfterError && findings.some(({ state }) => state === 'error')) continue;
    findings.push(...(await run(session, subject)));
  }
  return findings;
};

interface Options extends InspectPlace {
  /** @default all */
  readonly groups?: readonly CheckGroup[] | undefined;
}

/** Causes that follow from an app that is not installed. */
const FOLLOWS: ReadonlySet<string> = new Set(['manifest_missing', 'target_missing'] satisfies CauseName[]);

/** What browsers report while the app has an error: one cause is one finding. */
const whileBroken = (finding: Finding, app: readonly (CauseName | undefined)[]): Finding => {
  const { id, group, state, cause = '' } = finding;
  const follows = cause === 'companion_silent' || (app.includes('not_installed') && FOLLOWS.has(cause));
  if (group !== 'browsers' || id === 'browsers.profiles' || (state !== 'ok' && !follows)) return finding;
  return skipped(finding, 'the Turnkey app does not work');
};

/** Runs the checks. Changes nothing, except that it starts the host as browsers do. */
export const runChecks = async (
  world: DoctorWorld,
  { groups = [], ...place }: Options = {},
): Promise<Finding[]> => {
  const session = openSession(world, place);
  const chosen = new Set(groups.length > 0 ? groups : GROUPS);
  // What the browsers can start depends on the app.
  const needed = GROUPS.filter((group) => chosen.has(group) || (group === 'app' && chosen.has('browsers')));
  const all = (await Promise.all(needed.map((group) => runGroup(group, session)))).flat();
  const broken = all.filter(({ group, state }) => group === 'app' && state === 'error');
  const causes = broken.map(({ cause }) => cause);
  return all
    .filter(({ group }) => chosen.has(group))
    .map((finding) => (broken.length > 0 ? whileBroken(finding, causes) : finding))
    .map((finding) => withOwnCommand(finding, world.isExecutable));
};

/** The findings as pages receive them. */
export const toCheckUp = (findings: readonly Finding[]): CheckUp => ({
  schema: 1,
  checks: findings.map(shownCheck),
});

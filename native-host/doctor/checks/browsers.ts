import { type InspectedManifest, inspectInstall } from '../../install/inspect-install.ts';
import { type CauseName, type Finding, found, passed, type Subject, skipped } from '../finding.ts';
import { judgePolicies } from '../policies/judge-policies.ts';
import { readPolicies } from '../policies/read-policies.ts';
import { readStart } from '../read-start.ts';
import type { Session } from '../session.ts';
import type { CheckEntry } from './check.ts';

/** The causes of what an inspection reports about a manifest. */
const BY_PROBLEM: Readonly<Record<NonNullable<InspectedManifest['problem']>, CauseName>> = {
  unsupported: 'sandboxed',
  missing: 'manifest_missing',
  invalid: 'manifest_invalid',
  misnamed: 'manifest_misnamed',
  target_missing: 'target_missing',
  points_elsewhere: 'other_installation',
  companion_not_listed: 'companion_not_listed',
};

/** Whether the host is also registered for all users, which a policy may demand. */
const isRegisteredForAll = async ({ world }: Session, id: string): Promise<boolean> => {
  const { manifests } = await inspectInstall(world, { system: true });
  return manifests.some(
    ({ browsers, problem }) => problem === undefined && browsers.some((browser) => browser.id === id),
  );
};

const policyOf = async (session: Session, id: string): Promise<CauseName | undefined> => {
  const policies = await readPolicies(session.world, id);
  const judged = judgePolicies(policies, session.place.system ?? false);
  return judged === 'policy_user_hosts' && (await isRegisteredForAll(session, id)) ? undefined : judged;
};

/** A manifest of another installation: it may work, with its own store. */
const judgeOther = async (
  session: Session,
  manifest: InspectedManifest,
  subject: Subject,
): Promise<Finding> => {
  const { family, target = '', path } = manifest;
  const failure = readStart(await session.startOther({ family, path: target, manifest: path }));
  const finding = found(subject, 'other_installation', [target, failure?.detail].filter(Boolean).join('\n'));
  return failure ? { ...finding, state: 'error', message: 'It does not start.', fixBy: 'install' } : finding;
};

const judge = async (session: Session, manifest: InspectedManifest, subject: Subject): Promise<Finding> => {
  const { family, problem, path, target, sandbox, browsers } = manifest;
  for (const { id } of browsers) {
    const policy = await policyOf(session, id);
    if (policy) return found(subject, policy);
  }
  if (sandbox) return found(subject, family === 'firefox' ? 'sandbox_asks' : 'sandboxed');
  if (problem === 'points_elsewhere') return judgeOther(session, manifest, subject);
  if (problem) return found(subject, BY_PROBLEM[problem], [path, target].filter(Boolean).join('\n'));
  const failure = readStart(await session.start(family));
  return failure
    ? skipped(subject, 'the Turnkey app does not start')
    : passed(subject, 'it starts the Turnkey app', path);
};

/** Whether each installed browser starts the host. */
export const BROWSERS: readonly CheckEntry[] = [
  {
    ...{ id: 'browsers', group: 'browsers', name: 'Browsers' },
    async run(session, { group }) {
      const { manifests } = await session.inspection();
      if (manifests.length === 0)
        return [found({ id: 'browsers.none', group, name: 'Browsers' }, 'no_browser')];
      return Promise.all(
        manifests.map((manifest) => {
          const ids = manifest.browsers.map(({ id }) => id).join('+');
          const name = manifest.browsers.map((browser) => browser.name).join(', ');
          return judge(session, manifest, { id: `browsers.${ids}`, group, name });
        }),
      );
    },
  },
];

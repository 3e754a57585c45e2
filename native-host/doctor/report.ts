import { redactKeys } from '../../shared/key/key.ts';
import { VERSION } from '../../shared/version.ts';
import { KEPT_STARTS, type StartLine } from '../starts/start-log.ts';
import type { DoctorWorld } from './doctor-world.ts';
import type { Finding } from './finding.ts';

/** A start of the host: from its begin and its end. */
interface ReportedStart extends Omit<StartLine, 'pid'> {
  /** True if the end was not noted: the host is still running, or was killed. */
  readonly open?: true;
}

/** Joins the begin and the end of each start. */
export const joinStarts = (lines: readonly StartLine[]): ReportedStart[] => {
  const starts: { pid: number | undefined; start: ReportedStart }[] = [];
  for (const { pid, ...line } of lines) {
    const last = starts.findLast((each) => pid !== undefined && each.pid === pid && each.start.open);
    if (line.exit === undefined) starts.push({ pid, start: { ...line, open: true } });
    else if (last) last.start = { ...line, at: last.start.at };
    else starts.push({ pid, start: line });
  }
  return starts.map(({ start }) => start).slice(-KEPT_STARTS);
};

/** Removes keys, and what names the user: the home folder and their name in other paths. */
const redact = (text: string, { home, env }: Pick<DoctorWorld, 'home' | 'env'>): string => {
  const user = env['USER'] ?? env['USERNAME'] ?? '';
  const plain = redactKeys(text).replaceAll(home, '~');
  return user.length > 2 && user !== 'root' ? plain.replaceAll(user, 'USER') : plain;
};

/** A report for the developers. Every field is named here: nothing else can get in. */
export interface Report {
  readonly schema: 1;
  readonly turnkey: string;
  readonly node: string;
  readonly system: { readonly platform: string; readonly arch: string; readonly release: string };
  readonly checks: readonly { readonly id: string; readonly state: string; readonly cause?: string }[];
  readonly starts: readonly ReportedStart[];
}

/** Facts of the computer that the world does not have. */
interface Machine {
  readonly node: string;
  readonly arch: string;
  readonly release: string;
}

/** Makes a report from findings. It has no paths, addresses, names of models, keys, questions or answers. */
export const makeReport = (
  findings: readonly Finding[],
  world: Pick<DoctorWorld, 'platform' | 'home' | 'env' | 'starts'>,
  { node, arch, release }: Machine,
): Report => ({
  schema: 1,
  turnkey: VERSION,
  node,
  system: { platform: world.platform, arch, release },
  checks: findings.map(({ id, state, cause }) => ({ id, state, ...(cause && { cause }) })),
  starts: joinStarts(world.starts()).map(({ stderr, ...start }) => ({
    ...start,
    ...(stderr && { stderr: redact(stderr, world) }),
  })),
});

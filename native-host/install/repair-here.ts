import type { ReportRow } from './install-report.ts';
import { nodeWorld } from './node-world.ts';
import { repairManifests } from './repair-manifests.ts';

interface Options {
  readonly data: string;
  readonly host: string;
  /** Whether this process is the single executable. */
  readonly isExecutable: boolean;
}

/** Repairs the registrations of the host on this computer. A part of its own, which no start waits for. */
export const repairHere = ({ data, host, isExecutable }: Options): Promise<ReportRow[]> =>
  repairManifests(nodeWorld(isExecutable), { data, host, now: Date.now });

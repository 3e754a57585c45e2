import type { ReportRow } from './install-report.ts';
import { nodeWorld } from './node-world.ts';
import { repairManifests } from './repair-manifests.ts';

/** Repairs the registrations of the host on this computer. A part of its own, which no start waits for. */
export const repairHere = (data: string, host: string): Promise<ReportRow[]> =>
  repairManifests(nodeWorld(), { data, host, now: Date.now });

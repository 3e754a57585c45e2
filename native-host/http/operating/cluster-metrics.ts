import { AggregatorRegistry } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** The metrics of all workers of this process: counts and histograms are summed, other values combined as each says. */
export const createClusterMetrics = (): Pick<Metrics, 'contentType' | 'text'> => {
  const all = new AggregatorRegistry();
  return { contentType: all.contentType, text: () => all.clusterMetrics() };
};

import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../../../shared/version.ts';
import type { RequestObserver } from '../../gateway/usage/request-record.ts';
import type { MemberHealth } from '../../relay/group/upstream-group.ts';
import { METRICS, type MetricName } from './metric-table.ts';

/** The metrics of one process for Prometheus. */
export interface Metrics extends RequestObserver {
  readonly contentType: string;
  text(): Promise<string>;
}

type UpstreamHealth = Pick<MemberHealth, 'base' | 'healthy' | 'running' | 'circuit'>;

/** What is read when the metrics are. */
export interface MetricSources {
  /** The current state of each Ollama. */
  health(): readonly UpstreamHealth[];
  /** How many keys are in force. Rejects while the store cannot be used. */
  activeKeys(): Promise<number>;
  /** How many wrong keys were sent since the start. */
  wrongKeys(): number;
}

/** Gauges of prom-client whose names are those of counters. They are sums of other metrics. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

const runtime = (): string => {
  const { bun, node } = process.versions;
  return bun === undefined ? `Node ${node}` : `Bun ${bun}`;
};

/** A metric of the table, as prom-client takes it. */
const inTable = <Name extends MetricName>(name: Name, register: Registry) => {
  const { help, labels, ...rest } = METRICS[name];
  const labelNames: readonly (typeof labels)[number][] = labels;
  return { name, help, labelNames, registers: [register], ...rest };
};

/** The metrics of each Ollama, and their values. */
const OF_UPSTREAMS = [
  ['turnkey_upstream_up', ({ healthy }: UpstreamHealth) => Number(healthy)],
  ['turnkey_upstream_circuit_open', ({ circuit }: UpstreamHealth) => Number(circuit !== 'closed')],
  ['turnkey_upstream_running_requests', ({ running }: UpstreamHealth) => running],
] as const;

/** Adds the metrics that are read from elsewhere. */
const addSources = (register: Registry, { health, activeKeys, wrongKeys }: MetricSources): void => {
  new Gauge(inTable('turnkey_build_info', register)).set({ version: VERSION, runtime: runtime() }, 1);
  new Gauge({
    ...inTable('turnkey_active_keys', register),
    async collect() {
      // While the store cannot be used, the last number stays.
      const count = await activeKeys().catch(() => undefined);
      if (count !== undefined) this.set(count);
    },
  });
  new Counter({
    ...inTable('turnkey_wrong_keys_total', register),
    collect() {
      this.reset();
      this.inc(wrongKeys());
    },
  });
  for (const [name, read] of OF_UPSTREAMS) {
    new Gauge({
      ...inTable(name, register),
      collect() {
        for (const each of health()) this.set({ upstream: each.base }, read(each));
      },
    });
  }
};

/**
 * Creates the metrics of a process.
 * @param isCollected whether the primary process of a cluster collects them
 */
export const createMetrics = (sources: MetricSources, isCollected = false): Metrics => {
  const register = new Registry();
  if (isCollected) {
    AggregatorRegistry.setRegistries(register);
    // Answers the primary process.
    new AggregatorRegistry();
  }
  addSources(register, sources);
  const requests = new Counter(inTable('turnkey_requests_total', register));
  const refusals = new Counter(inTable('turnkey_refusals_total', register));
  const tokens = new Counter(inTable('turnkey_tokens_total', register));
  const firstByte = new Histogram(inTable('turnkey_first_byte_seconds', register));
  const duration = new Histogram(inTable('turnkey_request_seconds', register));
  const running = new Gauge(inTable('turnkey_running_requests', register));
  collectDefaultMetrics({ register });
  for (const name of MISNAMED) register.removeSingleMetric(name);

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    started: (operation) => running.inc({ operation: operation ?? 'none' }),
    finished(request) {
      const operation = request.operation ?? 'none';
      const grant = request.grant ?? '';
      running.dec({ operation });
      requests.inc({ operation, grant, status: request.status ?? 0 });
      if (request.code !== null) refusals.inc({ code: request.code });
      if (request.promptTokens) tokens.inc({ grant, kind: 'prompt' }, request.promptTokens);
      if (request.outputTokens) tokens.inc({ grant, kind: 'output' }, request.outputTokens);
      // Refusals are fast, so they would distort the response times of Ollama.
      if (request.code !== null || request.aborted) return;
      if (request.firstByteMs !== null) firstByte.observe({ operation }, request.firstByteMs / 1000);
      duration.observe({ operation }, request.ms / 1000);
    },
  };
};

import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestObserver } from '../../gateway/usage/request-record.ts';
import type { MemberHealth } from '../../relay/group/upstream-group.ts';

/** The metrics of one process for Prometheus. */
export interface Metrics extends RequestObserver {
  readonly contentType: string;
  text(): Promise<string>;
}

/** The buckets of the time to the first token, in seconds: it may arrive at once, or after a model was loaded. */
const FIRST_BYTE = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];
const DURATION = [0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 180, 600];

/**
 * Creates the metrics of a process.
 * @param health returns the current state of each Ollama
 * @param isCollected whether the primary process of a cluster collects them
 */
export const createMetrics = (
  health: () => readonly Pick<MemberHealth, 'base' | 'healthy' | 'running'>[],
  isCollected = false,
): Metrics => {
  const register = new Registry();
  if (isCollected) {
    AggregatorRegistry.setRegistries(register);
    // Answers the primary process.
    new AggregatorRegistry();
  }
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'turnkey_requests_total',
    help: 'Requests that are over, by operation, grant, and status (0: the connection ended before one).',
    labelNames: ['operation', 'grant', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'turnkey_refusals_total',
    help: 'Requests that were refused or failed here, by error code.',
    labelNames: ['code'],
    registers,
  });
  const tokens = new Counter({
    name: 'turnkey_tokens_total',
    help: 'Tokens as Ollama counted them, by grant and kind: prompt or output.',
    labelNames: ['grant', 'kind'],
    registers,
  });
  const firstByte = new Histogram({
    name: 'turnkey_first_byte_seconds',
    help: 'Time from a request to the first byte of its answer.',
    labelNames: ['operation'],
    buckets: FIRST_BYTE,
    registers,
  });
  const duration = new Histogram({
    name: 'turnkey_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['operation'],
    buckets: DURATION,
    registers,
  });
  const running = new Gauge({
    name: 'turnkey_running_requests',
    help: 'Requests that are being answered.',
    labelNames: ['operation'],
    registers,
  });
  new Gauge({
    name: 'turnkey_upstream_up',
    help: '1 while an Ollama answers, else 0.',
    aggregator: 'min',
    labelNames: ['upstream'],
    registers,
    collect() {
      for (const { base, healthy } of health()) this.set({ upstream: base }, Number(healthy));
    },
  });
  new Gauge({
    name: 'turnkey_upstream_running_requests',
    help: 'Requests that an Ollama is answering.',
    labelNames: ['upstream'],
    registers,
    collect() {
      for (const { base, running: now } of health()) this.set({ upstream: base }, now);
    },
  });

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

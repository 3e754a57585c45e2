/** The buckets of the time to the first token, in seconds: it may arrive at once, or after a model was loaded. */
const FIRST_BYTE = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];
const DURATION = [0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 180, 600];

interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** Of a gauge: how the values of several processes become one. @default their sum */
  readonly aggregator?: 'max' | 'min';
  /** Of a histogram, in its unit. */
  readonly buckets?: readonly number[];
}

/** The metrics of `serve`. The documentation and the dashboard for Grafana are made from this table. */
export const METRICS = {
  turnkey_build_info: {
    type: 'gauge',
    help: '1, with the version of Ollama Turnkey and of the runtime.',
    labels: ['version', 'runtime'],
    aggregator: 'max',
  },
  turnkey_active_keys: {
    type: 'gauge',
    help: 'Keys for HTTP that are in force, with those of the environment.',
    labels: [],
    aggregator: 'max',
  },
  turnkey_requests_total: {
    type: 'counter',
    help: 'Requests that have ended. Status 0: the connection ended before a status.',
    labels: ['operation', 'grant', 'status'],
  },
  turnkey_refusals_total: {
    type: 'counter',
    help: 'Requests that were refused or failed here, by error code.',
    labels: ['code'],
  },
  turnkey_wrong_keys_total: {
    type: 'counter',
    help: 'Keys that never were valid, sent to serve or to the admin API.',
    labels: [],
  },
  turnkey_tokens_total: {
    type: 'counter',
    help: 'Tokens as Ollama counted them, or estimated for streams that ended early. Kinds: prompt, output.',
    labels: ['grant', 'kind'],
  },
  turnkey_first_byte_seconds: {
    type: 'histogram',
    help: 'Time from a request to the first byte of its answer.',
    labels: ['operation'],
    buckets: FIRST_BYTE,
  },
  turnkey_request_seconds: {
    type: 'histogram',
    help: 'Time from a request to the end of its answer.',
    labels: ['operation'],
    buckets: DURATION,
  },
  turnkey_running_requests: {
    type: 'gauge',
    help: 'Requests that are being answered.',
    labels: ['operation'],
  },
  turnkey_upstream_up: {
    type: 'gauge',
    help: '1 while this Ollama answers, else 0.',
    labels: ['upstream'],
    aggregator: 'min',
  },
  turnkey_upstream_circuit_open: {
    type: 'gauge',
    help: '1 while the circuit breaker of this Ollama is open or half-open, else 0.',
    labels: ['upstream'],
    aggregator: 'max',
  },
  turnkey_upstream_running_requests: {
    type: 'gauge',
    help: 'Requests that this Ollama is answering.',
    labels: ['upstream'],
  },
} as const satisfies Record<`turnkey_${string}`, Metric>;

export type MetricName = keyof typeof METRICS;

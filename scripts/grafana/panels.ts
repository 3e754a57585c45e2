// cspell:ignore percentunit reqps topk
/** One query of a panel: PromQL, and the legend with labels in double braces. */
interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** A panel of the dashboard. */
export interface Panel {
  readonly title: string;
  readonly type: 'stat' | 'timeseries';
  /** A unit of Grafana. */
  readonly unit: string;
  readonly queries: readonly Query[];
  readonly description?: string;
}

/** Selects the chosen processes. */
const OF = '{job=~"$job",instance=~"$instance"}';
const rate = (metric: string, by: string, more = '') =>
  `sum by (${by}) (rate(${metric}{job=~"$job",instance=~"$instance"${more}}[$__rate_interval]))`;
const quantile = (q: number, metric: string) =>
  `histogram_quantile(${q}, ${rate(`${metric}_bucket`, 'le', ',operation!="none"')})`;
const quantiles = (metric: string): readonly Query[] =>
  [0.5, 0.9, 0.99].map((q) => ({ expr: quantile(q, metric), legend: `p${q * 100}` }));

/** The panels of each row of the dashboard, from top to bottom. */
export const ROWS: readonly (readonly Panel[])[] = [
  [
    {
      ...{ title: 'Version', type: 'stat', unit: 'none' },
      queries: [{ expr: `count by (version, runtime) (turnkey_build_info${OF})`, legend: '{{version}}' }],
    },
    {
      ...{ title: 'Ollama servers that answer', type: 'stat', unit: 'none' },
      queries: [{ expr: `sum(min by (upstream) (turnkey_upstream_up${OF}))`, legend: '' }],
    },
    {
      ...{ title: 'Keys in force', type: 'stat', unit: 'none' },
      queries: [{ expr: `max(turnkey_active_keys${OF})`, legend: '' }],
    },
    {
      ...{ title: 'Running requests', type: 'stat', unit: 'none' },
      queries: [{ expr: `sum(turnkey_running_requests${OF})`, legend: '' }],
    },
  ],
  [
    {
      ...{ title: 'Requests by operation', type: 'timeseries', unit: 'reqps' },
      queries: [{ expr: rate('turnkey_requests_total', 'operation'), legend: '{{operation}}' }],
    },
    {
      ...{ title: 'Requests by status', type: 'timeseries', unit: 'reqps' },
      description: '0: the connection ended before a status.',
      queries: [{ expr: rate('turnkey_requests_total', 'status'), legend: '{{status}}' }],
    },
  ],
  [
    {
      ...{ title: 'Tokens', type: 'timeseries', unit: 'short' },
      description: 'Per second.',
      queries: [{ expr: rate('turnkey_tokens_total', 'kind'), legend: '{{kind}}' }],
    },
    {
      ...{ title: 'Tokens of the ten busiest keys', type: 'timeseries', unit: 'short' },
      description: 'Per second, by the id that `key list` shows.',
      queries: [{ expr: `topk(10, ${rate('turnkey_tokens_total', 'grant')})`, legend: '{{grant}}' }],
    },
  ],
  [
    {
      ...{ title: 'Time to the first byte', type: 'timeseries', unit: 's' },
      queries: quantiles('turnkey_first_byte_seconds'),
    },
    {
      ...{ title: 'Time to the end', type: 'timeseries', unit: 's' },
      queries: quantiles('turnkey_request_seconds'),
    },
  ],
  [
    {
      ...{ title: 'Refusals and failures', type: 'timeseries', unit: 'reqps' },
      queries: [{ expr: rate('turnkey_refusals_total', 'code'), legend: '{{code}}' }],
    },
    {
      ...{ title: 'Wrong keys', type: 'timeseries', unit: 'reqps' },
      queries: [{ expr: rate('turnkey_wrong_keys_total', 'instance'), legend: '{{instance}}' }],
    },
  ],
  [
    {
      ...{ title: 'Ollama servers', type: 'timeseries', unit: 'none' },
      description: '1 while it answers. Circuit open: 1 while its requests fail.',
      queries: [
        { expr: `min by (upstream) (turnkey_upstream_up${OF})`, legend: '{{upstream}}' },
        {
          expr: `max by (upstream) (turnkey_upstream_circuit_open${OF})`,
          legend: 'circuit open: {{upstream}}',
        },
      ],
    },
    {
      ...{ title: 'Running requests of each Ollama', type: 'timeseries', unit: 'none' },
      queries: [
        { expr: `sum by (upstream) (turnkey_upstream_running_requests${OF})`, legend: '{{upstream}}' },
      ],
    },
  ],
  [
    {
      ...{ title: 'Memory', type: 'timeseries', unit: 'bytes' },
      queries: [{ expr: `process_resident_memory_bytes${OF}`, legend: '{{instance}}' }],
    },
    {
      ...{ title: 'CPU', type: 'timeseries', unit: 'percentunit' },
      description: 'Of one core.',
      queries: [{ expr: rate('process_cpu_seconds_total', 'instance'), legend: '{{instance}}' }],
    },
  ],
];

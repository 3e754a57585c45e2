import { METRICS } from '../../native-host/http/operating/metric-table.ts';
import { code, markdown } from './markdown.ts';

/** The metrics of `serve`. Those of the process and of Node are prom-client's. */
export const metrics = (): string =>
  markdown(
    ['Metric', 'Type', 'Labels', 'Meaning'],
    [
      ...Object.entries(METRICS).map(([name, { type, labels, help }]) => [
        code(name),
        type,
        labels.join(', '),
        help,
      ]),
      [`${code('process_*')}, ${code('nodejs_*')}`, '', '', 'memory, CPU, event loop'],
    ],
  );

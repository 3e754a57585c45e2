import { fileURLToPath } from 'node:url';
import { type Panel, ROWS } from './panels.ts';

/** The file of the dashboard. */
export const DASHBOARD_FILE = fileURLToPath(
  new URL('../../docs/operators/deploy/grafana-dashboard.json', import.meta.url),
);

const WIDTH = 24;
const HEIGHTS: Record<Panel['type'], number> = { stat: 4, timeseries: 8 };

/** Chosen in the dashboard, so that the file needs no name of a data source. */
const SOURCE = { type: 'prometheus', uid: '$datasource' };

const variable = (name: 'job' | 'instance', of: string) => ({
  ...{ name, type: 'query', datasource: SOURCE, includeAll: true, multi: true, refresh: 2 },
  ...{ query: `label_values(turnkey_build_info${of}, ${name})`, current: { text: 'All', value: '$__all' } },
});

const stat = { reduceOptions: { calcs: ['lastNotNull'] }, textMode: 'auto', colorMode: 'none' };
const series = { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } };

const panelOf = ({ title, type, unit, description, queries }: Panel, id: number, gridPos: object) => ({
  ...{ id, title, type, gridPos, datasource: SOURCE },
  ...(description !== undefined && { description }),
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  // The name of the version, instead of how many processes have it.
  options: type === 'stat' ? { ...stat, ...(title === 'Version' && { textMode: 'name' }) } : series,
  targets: queries.map(({ expr, legend }, at) => ({
    ...{ refId: String.fromCharCode(65 + at), expr, legendFormat: legend, datasource: SOURCE },
  })),
});

/** The dashboard for Grafana 10 and newer, as JSON. */
export const dashboardText = (): string => {
  let y = 0;
  let id = 0;
  const panels = ROWS.flatMap((row) => {
    const w = WIDTH / row.length;
    const h = Math.max(...row.map(({ type }) => HEIGHTS[type]));
    const placed = row.map((panel, at) => {
      id += 1;
      return panelOf(panel, id, { x: at * w, y, w, h });
    });
    y += h;
    return placed;
  });
  const dashboard = {
    ...{ title: 'Ollama Turnkey', uid: 'ollama-turnkey', schemaVersion: 39, editable: true, version: 1 },
    ...{ refresh: '30s', time: { from: 'now-6h', to: 'now' }, timezone: 'browser', tags: ['ollama'] },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus' },
        variable('job', ''),
        variable('instance', '{job=~"$job"}'),
      ],
    },
    panels,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
};

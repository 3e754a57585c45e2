import { html, type TemplateResult } from 'lit';

type Content = TemplateResult | string | typeof import('lit').nothing;

interface Table {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Content[])[];
}

/**
 * A table whose rows are cards in a narrow window, where each cell has its column in front. The roles are explicit, because
 * the cards are not laid out as a table.
 */
export const tableView = ({ label, columns, rows }: Table): TemplateResult => html`
  <table class="stack" role="table" aria-label=${label}>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((cell, at) => html`<td role="cell" data-label=${columns[at] ?? ''}><div>${cell}</div></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>
`;

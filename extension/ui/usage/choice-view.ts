import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { PERIODS } from './buckets.ts';
import { MEASURES } from './summarise.ts';
import type { UsageChoice } from './summary.ts';
import type { UsageTexts } from './texts.ts';

interface Options<Value extends string> {
  readonly name: string;
  readonly title: string;
  readonly values: readonly Value[];
  readonly texts: Readonly<Record<Value, string>>;
  readonly chosen: Value;
  choose(value: Value): void;
}

const segments = <Value extends string>({
  name,
  title,
  values,
  texts,
  chosen,
  choose,
}: Options<Value>) => html`
  <fieldset class="segments">
    <legend class="unseen">${title}</legend>
    ${values.map(
      (value) => html`<label>
        <input
          type="radio"
          name=${name}
          value=${value}
          .checked=${live(value === chosen)}
          @change=${() => choose(value)}
        />
        <span>${texts[value]}</span>
      </label>`,
    )}
  </fieldset>
`;

/** The choice of the period and of what the bars count. */
export const choiceView = (
  { period, measure }: UsageChoice,
  texts: UsageTexts,
  change: (choice: Partial<UsageChoice>) => void,
) => html`
  <div class="row choices">
    ${segments({
      name: 'period',
      title: texts.period,
      values: PERIODS,
      texts: texts.periods,
      chosen: period,
      choose: (value) => change({ period: value }),
    })}
    ${segments({
      name: 'measure',
      title: texts.measure,
      values: MEASURES,
      texts: texts.measures,
      chosen: measure,
      choose: (value) => change({ measure: value }),
    })}
  </div>
`;

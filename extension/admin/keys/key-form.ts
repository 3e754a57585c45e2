import { html, nothing, type TemplateResult } from 'lit';
import {
  DEFAULT_SCOPES,
  RISKY_SCOPES,
  SCOPE_NAMES,
  SCOPES,
  type Scope,
} from '../../../shared/access/scopes.ts';
import type { KeyChangeBody, KeyRecord, NewKeyBody } from '../../../shared/admin-api/schemas.ts';
import { LIMITS } from './key-texts.ts';

const OFFERED = SCOPE_NAMES.filter((scope) => scope !== 'admin');

const isRisky = (scope: Scope) => (RISKY_SCOPES as readonly Scope[]).includes(scope);

/** The last day on which a key works, for a date field: `2027-01-31`. */
const lastDay = (iso: string | null): string => {
  if (iso === null) return '';
  const date = new Date(iso);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const today = () => lastDay(new Date().toISOString());

/** Labels as they are typed: `team=research, person=ada`. */
const labelsLine = (labels: KeyRecord['labels']): string =>
  Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

const readLabels = (line: string): Record<string, string> | null => {
  const pairs = line
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name.trim(), value.join('=').trim()] as const;
    });
  return pairs.length > 0 ? Object.fromEntries(pairs) : null;
};

const scopeBoxes = (has: readonly string[]) =>
  OFFERED.map(
    (scope) => html`<label class="tick">
      <input type="checkbox" name="scope" value=${scope} .checked=${has.includes(scope)} />
      <span>${SCOPES[scope]}</span>
      ${isRisky(scope) ? html`<span class="chip caution">${scope}</span>` : html`<span class="chip">${scope}</span>`}
    </label>`,
  );

const limitFields = (limits: KeyRecord['limits']) =>
  LIMITS.map(
    ({ name, label }) => html`<label class="limit">
      <span>${label}</span>
      <input
        class="field"
        type="number"
        name=${name}
        min="1"
        max="999999999999"
        placeholder="No limit"
        .value=${String(limits?.[name] ?? '')}
      />
    </label>`,
  );

const useFields = html`<fieldset>
  <legend>For</legend>
  <label class="tick"><input type="radio" name="use" value="http" checked /> Programs over HTTP</label>
  <label class="tick"><input type="radio" name="use" value="extension" /> One browser extension</label>
</fieldset>`;

const terms = (key: KeyRecord | undefined) => html`<fieldset>
    <legend>May</legend>
    ${scopeBoxes(key?.scopes ?? DEFAULT_SCOPES)}
  </fieldset>
  <fieldset>
    <legend>Models</legend>
    <p class="soft hint" id="models-hint">One in each line, as in llama3:*. Leave it empty for all local models.</p>
    <textarea
      class="field"
      name="models"
      rows="3"
      spellcheck="false"
      aria-label="Models"
      aria-describedby="models-hint"
      .value=${key?.models?.join('\n') ?? ''}
    ></textarea>
  </fieldset>
  <fieldset>
    <legend>Labels</legend>
    <p class="soft hint" id="labels-hint">What usage is grouped by, as in team=research, person=ada.</p>
    <input
      class="field wide"
      name="labels"
      spellcheck="false"
      aria-label="Labels"
      aria-describedby="labels-hint"
      .value=${labelsLine(key?.labels ?? null)}
    />
  </fieldset>
  <fieldset>
    <legend>End users</legend>
    <label class="tick">
      <input type="checkbox" name="users" .checked=${key?.trustsUserHeaders ?? false} aria-describedby="users-hint" />
      Count the usage of each
    </label>
    <p class="soft hint" id="users-hint">
      For clients that name them as Open WebUI does, in headers. Any client can write these, so choose it for those that you
      trust.
    </p>
  </fieldset>
  <fieldset>
    <legend>Limits</legend>
    ${limitFields(key?.limits ?? null)}
  </fieldset>
  <fieldset>
    <legend>Last day</legend>
    <div class="row">
      <input
        class="field"
        type="date"
        name="end"
        min=${today()}
        aria-label="Last day"
        aria-describedby="end-hint"
        .value=${lastDay(key?.expiresAt ?? null)}
      />
      <span class="soft hint" id="end-hint">Leave it empty for a key without an end.</span>
    </div>
  </fieldset>`;

/** What a form says about a key. An end that was not touched stays as it is, to the millisecond. */
const readTerms = (data: FormData, before: KeyRecord | undefined): Omit<KeyChangeBody, 'name'> => {
  const models = String(data.get('models')).split(/\s+/).filter(Boolean);
  const limits = LIMITS.flatMap(({ name }) => {
    const count = Number(data.get(name));
    return count > 0 ? [[name, count] as const] : [];
  });
  const end = String(data.get('end'));
  const isSame = before !== undefined && end === lastDay(before.expiresAt);
  return {
    scopes: data.getAll('scope') as NonNullable<KeyChangeBody['scopes']>,
    models: models.length > 0 ? models : null,
    limits: limits.length > 0 ? Object.fromEntries(limits) : null,
    labels: readLabels(String(data.get('labels'))),
    trustsUserHeaders: data.has('users'),
    ...(isSame ? {} : { expiresAt: end === '' ? null : new Date(`${end}T23:59:59.999`).toISOString() }),
  };
};

interface Options {
  /** The key to change; undefined for a new one. */
  readonly key?: KeyRecord;
  readonly action: string;
  /** Where *Cancel* leads. */
  readonly back: string;
  save(body: NewKeyBody): void;
}

/** The form of a key. Of an admin key, only the name can be changed. */
export const keyForm = ({ key, action, back, save }: Options): TemplateResult => {
  const isAdmin = key?.scopes.includes('admin') ?? false;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(data.get('name'));
    const use = key
      ? {}
      : { use: data.get('use') === 'extension' ? ('extension' as const) : ('http' as const) };
    save({ name, ...use, ...(isAdmin ? {} : readTerms(data, key)) } as NewKeyBody);
  };
  return html`<form class="key-form" @submit=${submit}>
    <label class="labelled">
      <span>Name</span>
      <input class="field" name="name" required maxlength="75" autocomplete="off" .value=${key?.name ?? ''} />
    </label>
    ${key ? nothing : useFields} ${isAdmin ? nothing : terms(key)}
    <div class="row ends">
      <button type="submit" class="primary" id="save">${action}</button>
      <a href=${back} class="plain-button">Cancel</a>
    </div>
  </form>`;
};

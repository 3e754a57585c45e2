import { TEXTS } from '../texts/texts.ts';

/** A model as Ollama lists it. */
export interface ListedModel {
  readonly name: string;
  /** Whether it runs on ollama.com. */
  readonly remote: boolean;
  /** Whether it is in memory now. */
  readonly loaded?: boolean | undefined;
  /** In bytes. */
  readonly size?: number | undefined;
  /** Changes whenever the model does. */
  readonly digest?: string | undefined;
  /** Ollama's names of what it can do; undefined if its list does not say. */
  readonly capabilities?: readonly string[] | undefined;
  /** Asks Ollama what this model can do. */
  readonly lookUp?: (() => Promise<readonly string[] | undefined>) | undefined;
}

export interface ModelsOffered {
  /** The models requested; null: none by name. */
  readonly asked: readonly string[] | null;
  /** The models allowed already; null: all; undefined: the extension has no permission yet. */
  readonly has: readonly string[] | null | undefined;
  /** Whether to offer models that run on ollama.com. */
  readonly cloud: boolean;
}

/** One checkbox of the list. */
export interface ModelRow {
  readonly name: string;
  readonly checked: boolean;
  readonly note: string | undefined;
}

/** Ollama's names are case-insensitive, and `:latest` is the default tag. */
const canonicalName = (name: string): string => {
  const lower = name.toLowerCase();
  return lower.includes(':', lower.lastIndexOf('/') + 1) ? lower : `${lower}:latest`;
};

/** The model that a name means, if it is installed. */
export const findModel = (listed: readonly ListedModel[], name: string): ListedModel | undefined =>
  listed.find((model) => canonicalName(model.name) === canonicalName(name));

/**
 * The models to choose from: first those requested or already allowed, checked, whether installed or not; then the other
 * installed ones. `all` is true if “all models” is the default choice.
 */
export const modelRows = (
  listed: readonly ListedModel[],
  { asked, has, cloud }: ModelsOffered,
): { readonly all: boolean; readonly rows: readonly ModelRow[] } => {
  const named = [
    ...new Map([...(has ?? []), ...(asked ?? [])].map((name) => [canonicalName(name), name])).values(),
  ];
  const isAsked = (name: string) =>
    asked?.some((each) => canonicalName(each) === canonicalName(name)) ?? false;
  const notes = (name: string) => {
    const found = findModel(listed, name);
    return [
      has && isAsked(name) && !has.some((each) => canonicalName(each) === canonicalName(name)) && TEXTS.asked,
      !found && TEXTS.notInstalled,
      found?.remote && TEXTS.onOllamaCom,
    ].filter((note) => typeof note === 'string');
  };
  const row = (name: string, checked: boolean): ModelRow => ({
    name,
    checked,
    note: notes(name).join(', ') || undefined,
  });
  const others = listed.filter(
    (model) =>
      (cloud || !model.remote) && !named.some((name) => canonicalName(name) === canonicalName(model.name)),
  );
  return {
    all: has === null || (has === undefined && asked === null),
    rows: [...named.map((name) => row(name, true)), ...others.map(({ name }) => row(name, false))],
  };
};

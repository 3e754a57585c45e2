import { TEXTS } from '../texts/texts.ts';

/** A model as Ollama lists it. */
export interface ListedModel {
  readonly name: string;
  /** Whether it runs on ollama.com. */
  readonly remote: boolean;
}

export interface ModelsOffered {
  /** Null: whichever there are. */
  readonly asked: readonly string[] | null;
  /** Null: all that there are; undefined: it has nothing yet. */
  readonly has: readonly string[] | null | undefined;
  /** Whether models on ollama.com can be among them. */
  readonly cloud: boolean;
}

/** One model to tick or not. */
export interface ModelRow {
  readonly name: string;
  readonly checked: boolean;
  readonly note: string | undefined;
}

/** Ollama takes names without regard to case, and one without a tag for `:latest`. */
const plain = (name: string): string => {
  const lower = name.toLowerCase();
  return lower.includes(':', lower.lastIndexOf('/') + 1) ? lower : `${lower}:latest`;
};

/**
 * The models to choose from: first what is asked for or was given before, ticked, whether it is installed or not;
 * then what else is installed. `all` says whether “all models” is the default choice.
 */
export const modelRows = (
  listed: readonly ListedModel[],
  { asked, has, cloud }: ModelsOffered,
): { readonly all: boolean; readonly rows: readonly ModelRow[] } => {
  const named = [...new Map([...(has ?? []), ...(asked ?? [])].map((name) => [plain(name), name])).values()];
  const find = (name: string) => listed.find((model) => plain(model.name) === plain(name));
  const isAsked = (name: string) => asked?.some((each) => plain(each) === plain(name)) ?? false;
  const notes = (name: string) => {
    const found = find(name);
    return [
      has && isAsked(name) && !has.some((each) => plain(each) === plain(name)) && TEXTS.asked,
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
    (model) => (cloud || !model.remote) && !named.some((name) => plain(name) === plain(model.name)),
  );
  return {
    all: has === null || (has === undefined && asked === null),
    rows: [...named.map((name) => row(name, true)), ...others.map(({ name }) => row(name, false))],
  };
};

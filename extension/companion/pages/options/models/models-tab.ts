import { render } from 'lit';
import { element } from '../../../../ui/element.ts';
import { fill } from '../../../../ui/texts/fill.ts';
import { host } from '../../shared/host.ts';
import { createPull } from '../../shared/models/pull.ts';
import { problemElement } from '../../shared/show-problem.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { PageState, Tab } from '../tab.ts';
import { deleteModel, readModels, unloadModel } from './ask-ollama.ts';
import { deleteDialog } from './delete-dialog.ts';
import type { ModelEntry } from './model-entries.ts';
import { type ModelsActions, type ModelsState, modelsView } from './models-view.ts';

type Shown = Omit<ModelsState, 'now' | 'pull'>;

let shown: Shown = { entries: undefined, problem: undefined, message: '', query: '' };
let place: HTMLElement | undefined;
let page: PageState | undefined;
let asked: ModelEntry | undefined;
let expiry: ReturnType<typeof setTimeout> | undefined;

const find = <Kind extends HTMLElement = HTMLElement>(selector: string) =>
  place?.querySelector<Kind>(selector);

/** Longest delay of a timer, in milliseconds. A longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Reads the models again a moment after the first one leaves the memory. */
const watchExpiry = (signal: AbortSignal) => {
  clearTimeout(expiry);
  const ends = (shown.entries ?? []).map(({ loadedUntil }) => loadedUntil ?? Number.POSITIVE_INFINITY);
  const delay = Math.min(...ends) - Date.now() + 1_000;
  const again = () => {
    if (!signal.aborted) void read(signal);
  };
  if (delay < MAX_DELAY_MS) expiry = setTimeout(again, Math.max(1_000, delay));
};

const show = (change: Partial<Shown> = {}) => {
  shown = { ...shown, ...change };
  if (!place) return;
  const state = { ...shown, pull: pull.state, now: Date.now() };
  render([modelsView(state, actions), deleteDialog(asked, () => void removeAsked())], place);
};

/** The connection above says why Ollama does not answer. */
const failureOf = (error: unknown): HTMLElement =>
  page?.status.ollama.state === 'problem'
    ? element('p', { textContent: TEXTS.welcome.noList })
    : problemElement(error);

const read = async (signal: AbortSignal): Promise<void> => {
  try {
    show({ entries: await readModels(signal), problem: undefined });
    watchExpiry(signal);
  } catch (error) {
    if (!signal.aborted) show({ problem: failureOf(error) });
  }
};

let visit = AbortSignal.abort();

/** Runs an action on a model, says what it did, and reads the models again. The focus stays in the list. */
const act = async (work: Promise<void>, message: string): Promise<void> => {
  try {
    await work;
    show({ message, problem: undefined });
    await read(visit);
  } catch (error) {
    show({ message: '', problem: problemElement(error) });
  }
  if (!document.activeElement || document.activeElement === document.body) find('#models-title')?.focus();
};

const removeAsked = async (): Promise<void> => {
  if (!asked) return;
  const { name } = asked;
  await act(deleteModel(name), fill(TEXTS.models.removed, { model: name }));
};

const download = async (model: string): Promise<void> => {
  const ended = pull.start(model);
  // The button that started it is hidden or disabled now.
  find('[data-pull=cancel]')?.focus();
  const hadFocus = () => place?.contains(document.activeElement) || document.activeElement === document.body;
  const isDone = await ended;
  if (pull.state.phase === 'running') return;
  if (isDone) find<HTMLFormElement>('#pull-form')?.reset();
  if (hadFocus()) find('#pull-name')?.focus();
  if (isDone) await read(visit);
};

const actions: ModelsActions = {
  search: (query) => show({ query }),
  download: (model) => void download(model),
  cancel: () => pull.cancel(),
  retry: () => void page?.refresh(),
  unload: ({ name }) => void act(unloadModel(name), fill(TEXTS.models.unloaded, { model: name })),
  remove(entry) {
    asked = entry;
    show({ message: '' });
    find<HTMLDialogElement>('#delete-model')?.showModal();
  },
};

const pull = createPull(host, () => show());

/** The models of the user's Ollama: what they are, which are in memory, and downloads. */
export const modelsTab: Tab = {
  id: 'models',
  needsPairing: true,
  async show(root, current) {
    place = root;
    page = current;
    visit = current.signal;
    await read(visit);
  },
};

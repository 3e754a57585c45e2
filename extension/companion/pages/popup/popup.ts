import { render } from 'lit';
import type { Overview } from '../../../../shared/protocol/overview.ts';
import { STATUS_TIMEOUT_MS } from '../../../sdk/status.ts';
import { byId, element } from '../../../ui/element.ts';
import { keepFocus } from '../../../ui/keep-focus.ts';
import { host } from '../shared/host.ts';
import { isUnknownCall } from '../shared/older-host.ts';
import { showProblem } from '../shared/show-problem.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { words } from '../shared/texts/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { loadLists } from './load.ts';
import type { Actions, Model } from './model.ts';
import { showPrompt, showSettings, showWelcome } from './open-page.ts';
import { popupView } from './popup-view.ts';

/** Milliseconds between two readings of the speeds, while something runs and the popup is open. */
const SPEED_MS = 1_000;

const root = element('div', { id: 'popup' });

let model: Model = {
  status: undefined,
  overview: undefined,
  outdated: false,
  models: undefined,
  lists: undefined,
  stopping: new Set(),
};

const fail = (error: unknown) => showProblem(byId('trouble'))(error);

const draw = () => render(popupView(model, actions), root);

const show = (change: Partial<Model>): void => {
  model = { ...model, ...change };
  if (root.isConnected && root.hasChildNodes()) keepFocus(root, byId('title'), draw);
  else draw();
};

/** Only the newest lists are shown. */
let last = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const loadAll = async (): Promise<void> => {
  last += 1;
  const own = last;
  clearTimeout(timer);
  const lists = await loadLists();
  if (own !== last) return;
  const running = new Set(lists.running.map(({ id }) => id));
  show({ lists, stopping: new Set([...model.stopping].filter((id) => running.has(id))) });
  if (running.size > 0) timer = setTimeout(() => void loadAll().catch(fail), SPEED_MS);
};

/** Whether the connection may have changed, so that the status has to be read again. */
const isOtherConnection = (one: Overview | undefined, other: Overview): boolean =>
  one !== undefined && (one.paired !== other.paired || one.unreachable !== other.unreachable);

/** Follows the state of the host until the page closes. */
const follow = async (): Promise<void> => {
  // At the same time as the first reading of the state. Without pairing it is refused.
  let isLoaded: boolean | Promise<boolean> = loadAll().then(
    () => true,
    () => false,
  );
  for (let seen = await host.call('overview', {}); ; seen = await host.call('overview', { seen })) {
    if (isOtherConnection(model.overview, seen)) check().catch(fail);
    show({ overview: seen, ...(!seen.paired && { lists: undefined }) });
    if (seen.paired && !(await isLoaded)) await loadAll().catch(fail);
    isLoaded = false;
  }
};

/** The host is too old to say what runs. The status says whether it is paired. */
const followOld = async (): Promise<void> => {
  show({ outdated: true });
  if (model.status?.access.state === 'ready') await loadAll();
};

const check = async (): Promise<void> => {
  const status = await host.status(AbortSignal.timeout(STATUS_TIMEOUT_MS));
  show({ status });
  if (model.outdated) await followOld();
  if (status.ready) show({ models: (await listedModels())?.length });
};

const start = () => {
  check().catch(fail);
  follow().catch((error: unknown) => {
    if (isUnknownCall(error)) return followOld();
    // The status says why the host cannot be reached.
    return undefined;
  });
};

const run = (act: Promise<unknown>, done?: string): void =>
  void act.then(() => done && words.announce(done), fail);

const actions: Actions = {
  setUp: () => run(showWelcome()),
  check() {
    show({ status: undefined });
    start();
  },
  pause: (paused) =>
    run(host.call('pause.set', { paused }), paused ? TEXTS.popup.states.paused : TEXTS.popup.resumed),
  review: (id) => run(showPrompt(id)),
  askAgain: (caller) => run(host.call('approvals.again', { caller })),
  stop(id) {
    if (model.stopping.has(id)) return;
    show({ stopping: new Set([...model.stopping, id]) });
    run(host.call('running.stop', { id }), TEXTS.popup.stopped);
  },
  open: (tab) => run(showSettings(tab)),
};

fillPage();
document.body.prepend(root);
show({});
start();

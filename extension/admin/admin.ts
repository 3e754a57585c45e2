import './admin.css';
import { html, nothing, render } from 'lit';
import type { StatusRecord } from '../../shared/admin-api/schemas.ts';
import { byId } from '../ui/element.ts';
import { showKeys } from './keys/show-keys.ts';
import { api, isKeyProblem, storedKey, useKey } from './shell/api.ts';
import { failureView, type ShowView, showNotice, type Visit } from './shell/page.ts';
import { signInView } from './shell/sign-in-view.ts';
import { showAudit } from './watch/show-audit.ts';
import { showRunning } from './watch/show-running.ts';
import { showUpstreams } from './watch/show-upstreams.ts';
import { showUsage } from './watch/show-usage.ts';

/** The tabs by the hash of their addresses. */
const TABS: Readonly<Record<string, readonly [title: string, show: ShowView]>> = {
  keys: ['Keys', showKeys],
  usage: ['Usage', showUsage],
  running: ['Running', showRunning],
  upstreams: ['Ollama servers', showUpstreams],
  audit: ['Audit', showAudit],
};

const root = byId('view');
const trouble = byId('trouble');
let leaving = new AbortController();
let known: StatusRecord | undefined;

const showFrame = (tab: string): void => {
  const links = Object.entries(TABS).map(
    ([id, [title]]) => html`<a href="#${id}" aria-current=${id === tab ? 'page' : nothing}>${title}</a>`,
  );
  render(known ? links : nothing, byId('tabs'));
  byId('tabs').hidden = !known;
  const account = html`<span class="soft">Signed in as <bdi>${known?.key.name}</bdi></span>
    <button type="button" id="sign-out" @click=${() => signOut()}>Sign out</button>`;
  render(known ? account : nothing, byId('account'));
  if (known) byId('about').textContent = `serve ${known.version} on ${known.process.host}`;
  document.title = known ? `${TABS[tab]?.[0]} – Ollama Turnkey` : 'Ollama Turnkey';
};

const askForKey = (problem?: unknown): void => {
  known = undefined;
  showFrame('');
  const signIn = (key: string) => {
    useKey(key);
    void show();
  };
  render(signInView(signIn, problem === undefined ? nothing : failureView(problem)), root);
  root.querySelector<HTMLElement>('input')?.focus();
};

const signOut = (problem?: unknown): void => {
  leaving.abort();
  useKey(null);
  showNotice();
  trouble.replaceChildren();
  askForKey(problem);
};

const fail = (error: unknown): void => {
  if (isKeyProblem(error)) signOut(error);
  else trouble.replaceChildren(failureView(error));
};

const attempt: Visit['attempt'] = async (work) => {
  try {
    await work();
    trouble.replaceChildren();
    return true;
  } catch (error) {
    fail(error);
    return false;
  }
};

/** Shows the view of the address. */
async function show(): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  if (storedKey() === null) return askForKey();
  const [id = '', ...path] = location.hash.slice(1).split('/').map(decodeURIComponent);
  const tab = Object.hasOwn(TABS, id) ? id : 'keys';
  await attempt(async () => {
    known ??= await api<StatusRecord>('GET', '/status');
    showFrame(tab);
    await TABS[tab]?.[1]({ root, path, signal, refresh: show, attempt });
  });
}

/** After a click on a link, Tab continues in the view. */
const follow = async (): Promise<void> => {
  showNotice();
  await show();
  root.querySelector<HTMLElement>('h2')?.focus();
};

addEventListener('hashchange', () => void follow());
void show();

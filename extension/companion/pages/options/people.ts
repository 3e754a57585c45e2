import type { Grant } from '../../../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../../../shared/access/scopes.ts';
import { dayOf, sumUsage } from '../../../../shared/access/usage.ts';
import { byId, element } from '../../../ui/element.ts';
import { askToSeeFaces, maySeeFaces } from '../shared/extension-face.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { host } from '../shared/host.ts';
import { showProblem } from '../shared/show-problem.ts';
import { endOf } from '../shared/terms/end-of.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { changeTerms } from './change-dialog.ts';
import { grantLabel, grantRow } from './grant-row.ts';
import { deniedRows, dismissedRows } from './refused-rows.ts';
import { sortGrants } from './sort-grants.ts';

const trouble = byId('people-trouble');
const fail = showProblem(trouble);

/** The grant of this browser’s own pairing. */
let ownGrant: string | null = null;

/** Waits for a change and reloads the lists. Its button is gone then, so the title gets the focus. */
const change = (act: Promise<unknown>): void =>
  void act.then(load).then(() => byId('allowed-title').focus(), fail);

const show = (list: string, rows: readonly HTMLElement[]) => byId(list).replaceChildren(...rows);

const changeGrant = async (grant: Grant) =>
  changeTerms({
    title: TEXTS.changeTitle,
    label: await grantLabel(grant, false),
    action: TEXTS.save,
    asked: { scopes: [], models: null },
    has: grant,
    end: endOf(grant.expiresAt, Date.now()),
    save: (choice) => host.call('grants.change', { id: grant.id, ...choice }),
  });

const allowCaller = async (caller: string) =>
  changeTerms({
    title: TEXTS.question,
    label: await extensionLabel(caller),
    action: TEXTS.allow,
    asked: { scopes: DEFAULT_SCOPES, models: null },
    has: null,
    save: (choice) => host.call('grants.allow', { caller, ...choice }),
  });

const load = async (): Promise<void> => {
  const [usage, grants, denials, dismissals] = await Promise.all([
    host.call('usage.list', { since: dayOf(Date.now()) }),
    host.call('grants.list'),
    host.call('denials.list'),
    host.call('dismissals.list'),
  ]);
  const today = sumUsage(usage, ({ grantId }) => grantId);
  const { extensions, others } = sortGrants(grants);
  const rowsOf = (of: typeof grants) =>
    Promise.all(
      of.map((grant) =>
        grantRow(grant, {
          own: grant.id === ownGrant,
          today: today.get(grant.id),
          revoke: ({ id }) => change(host.call('grants.revoke', { id })),
          change: (each) => change(changeGrant(each)),
          setDisabled: ({ id }, disabled) => change(host.call('grants.setDisabled', { id, disabled })),
        }),
      ),
    );
  const has = (caller: string) => extensions.some((grant) => grant.caller === caller);
  const allow = (caller: string) => change(allowCaller(caller));
  const nobody = element('li', { className: 'soft', textContent: TEXTS.nobody });
  const [allowed, unanswered, denied, keys] = await Promise.all([
    rowsOf(extensions),
    dismissedRows(dismissals, {
      has,
      allow,
      forget: (caller) => change(host.call('dismissals.remove', { caller })),
    }),
    deniedRows(denials, { has, allow, forget: (caller) => change(host.call('denials.remove', { caller })) }),
    rowsOf(others),
  ]);
  show('allowed', allowed.length > 0 ? allowed : [nobody]);
  show('unanswered', unanswered);
  show('denied', denied);
  show('others', keys);
  byId('waiting').hidden = unanswered.length === 0;
  byId('refused').hidden = denied.length === 0;
  byId('names').hidden = await maySeeFaces();
  trouble.replaceChildren();
};

/** Lists who may use Ollama and who was refused, for a browser that is paired by `grant`. */
export const showPeople = async (grant: string | null): Promise<void> => {
  ownGrant = grant;
  byId('people').hidden = grant === null;
  byId('keys').hidden = grant === null;
  if (grant !== null) await load().catch(fail);
};

byId('names').addEventListener('click', () => change(askToSeeFaces()));

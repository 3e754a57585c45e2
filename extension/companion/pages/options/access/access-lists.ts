import { type Grant, grantState } from '../../../../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../../../../shared/access/scopes.ts';
import { dayOf, sumUsage } from '../../../../../shared/access/usage.ts';
import { byId, element } from '../../../../ui/element.ts';
import { host } from '../../shared/host.ts';
import { showProblem } from '../../shared/show-problem.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { maySeeNames, requestNames } from '../../shared/who/extension-info.ts';
import { extensionLabel } from '../../shared/who/extension-label.ts';
import { hasNamesake, type KnownNames, namesOf } from '../../shared/who/named-grant.ts';
import { changeTerms } from './change-dialog.ts';
import { grantLabel, grantRow } from './grant-row.ts';
import { refusedRows } from './refused-rows.ts';
import { sortGrants } from './sort-grants.ts';

const trouble = byId('people-trouble');
const fail = showProblem(trouble);

/** The grant of this browser’s pairing. */
let ownGrant: string | null = null;

/** Waits for a change and reloads the lists. The focus goes to the title, since the clicked button is gone. */
const change = (act: Promise<unknown>): void =>
  void act.then(load).then(() => byId('allowed-title').focus(), fail);

const changeGrant = async (grant: Grant) =>
  changeTerms({
    title: TEXTS.changeTitle,
    label: await grantLabel(grant, false),
    action: TEXTS.save,
    asked: { scopes: [], models: null },
    has: grant,
    save: (choice) => host.call('grants.change', { id: grant.id, ...choice }),
  });

const allowCaller = async (caller: string, names: KnownNames) =>
  changeTerms({
    title: TEXTS.question,
    label: await extensionLabel(caller, names),
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
  const { extensions, others } = sortGrants(grants, Date.now());
  const rowsOf = (of: readonly Grant[]) =>
    Promise.all(
      of.map((grant) =>
        grantRow(grant, {
          own: grant.id === ownGrant,
          today: today.get(grant.id),
          namesake: hasNamesake(grant, extensions),
          revoke: ({ id }) => change(host.call('grants.revoke', { id })),
          change: (each) => change(changeGrant(each)),
          setDisabled: ({ id }, disabled) => change(host.call('grants.setDisabled', { id, disabled })),
        }),
      ),
    );
  const namesFor = (caller: string): KnownNames => {
    const grant = grants.findLast((each) => each.caller === caller && each.kind === 'approval');
    return grant ? namesOf(grant) : {};
  };
  const options = (forget: 'dismissals.remove' | 'denials.remove') => ({
    has: (caller: string) =>
      extensions.some((grant) => grant.caller === caller && grantState(grant, Date.now()) === 'active'),
    namesOf: namesFor,
    allow: (caller: string) => change(allowCaller(caller, namesFor(caller))),
    forget: (caller: string) => change(host.call(forget, { caller })),
  });
  const lists = await Promise.all([
    rowsOf(extensions),
    refusedRows(dismissals, options('dismissals.remove')),
    refusedRows(denials, options('denials.remove')),
    rowsOf(others),
  ]);
  if (lists[0].length === 0) lists[0] = [element('li', { className: 'soft', textContent: TEXTS.nobody })];
  for (const [at, id] of ['allowed', 'unanswered', 'denied', 'others'].entries()) {
    byId(id).replaceChildren(...(lists[at] ?? []));
  }
  byId('waiting').hidden = dismissals.length === 0;
  byId('refused').hidden = denials.length === 0;
  byId('names').hidden = await maySeeNames();
  trouble.replaceChildren();
};

/** Lists who has access and who was denied, if this browser is paired by `grant`. */
export const showAccess = async (grant: string | null): Promise<void> => {
  ownGrant = grant;
  if (grant !== null) await load().catch(fail);
};

byId('names').addEventListener('click', () => change(requestNames()));

import { explain } from '../../../sdk/explain.ts';
import { byId, element } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { askToSeeFaces, maySeeFaces } from '../shared/extension-face.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { host } from '../shared/host.ts';
import { timeAgo } from '../shared/time-ago.ts';
import { grantRow } from './grant-row.ts';
import { listRow } from './list-row.ts';
import { sortGrants } from './sort-grants.ts';
import { TEXTS } from './texts.ts';

const trouble = byId('people-trouble');
const fail = (error: unknown) => trouble.replaceChildren(problemView(explain(error)));

/** The grant that this browser itself has by being paired. */
let ownGrant: string | null = null;

/** Does one thing to the lists and shows them anew; the button is gone then, so the focus goes to the title. */
const change = (act: Promise<unknown>): void =>
  void act.then(load).then(() => byId('allowed-title').focus(), fail);

const show = (list: string, rows: readonly HTMLElement[]) => byId(list).replaceChildren(...rows);

const load = async (): Promise<void> => {
  const [grants, denials] = await Promise.all([host.call('grants.list'), host.call('denials.list')]);
  const { extensions, others } = sortGrants(grants);
  const rowsOf = (of: typeof grants) =>
    Promise.all(
      of.map((grant) =>
        grantRow(grant, {
          own: grant.id === ownGrant,
          revoke: ({ id }) => change(host.call('grants.revoke', { id })),
        }),
      ),
    );
  const refused = denials.map(async ({ caller, deniedAt }) =>
    listRow({
      label: await extensionLabel(caller),
      lines: [TEXTS.refused(timeAgo(deniedAt, Date.now()))],
      action: {
        text: TEXTS.askAgain,
        about: caller,
        run: () => change(host.call('denials.remove', { caller })),
      },
    }),
  );
  const nobody = element('li', { className: 'soft', textContent: TEXTS.nobody });
  show('allowed', extensions.length > 0 ? await rowsOf(extensions) : [nobody]);
  show('denied', await Promise.all(refused));
  show('others', await rowsOf(others));
  byId('refused').hidden = denials.length === 0;
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

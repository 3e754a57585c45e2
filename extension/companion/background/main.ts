import browser from 'webextension-polyfill';
import { createApprovalWindows } from './approval-windows.ts';
import { createAttention } from './attention.ts';
import { createOverviewWatch } from './overview-watch.ts';
import { onTokenChange, readToken } from './pairing-token.ts';
import { createReview } from './review.ts';
import { createSwitchboard } from './switchboard.ts';
import { createToolbarIcon } from './toolbar/toolbar.ts';
import { endOfLine } from './toolbar/toolbar-state.ts';
import { createWelcomeTab } from './welcome-tab.ts';

/** Listeners are registered synchronously: an event that wakes the worker is otherwise lost. */
const windows = createApprovalWindows(
  (id) => switchboard.call('approvals.dismiss', { id }),
  createAttention(),
);
const review = createReview(windows.show);
const icon = createToolbarIcon();
const welcome = createWelcomeTab({ readToken });
const switchboard = createSwitchboard({
  readToken,
  onApproval: (pending) => void review.show(pending),
  onWelcome() {
    icon.change({ problem: null });
    watch.start();
  },
  onEnd(reason) {
    watch.stop();
    icon.change(endOfLine(reason));
    welcome.lineEnded(reason);
  },
});
const watch = createOverviewWatch(switchboard.ask, (overview) => {
  icon.change(overview);
  welcome.paired(overview.paired);
});

browser.runtime.onConnectExternal.addListener((port) => {
  welcome.watch(port);
  switchboard.connect(port);
});
browser.runtime.onConnect.addListener((port) => switchboard.connect(port));
// The event starts the worker, which shows what it knows.
browser.runtime.onStartup.addListener(() => {});
onTokenChange((token) => {
  icon.change({ paired: token === undefined ? null : true });
  if (token !== undefined) welcome.paired(true);
  watch.start();
});

import browser from 'webextension-polyfill';
import { createApprovalWindows } from './approval-windows.ts';
import { readToken } from './pairing-token.ts';
import { createSwitchboard } from './switchboard.ts';
import { createWelcomeTab } from './welcome-tab.ts';

/** Listeners are registered synchronously: an event that wakes the worker is otherwise lost. */
const windows = createApprovalWindows((id) => switchboard.call('approvals.dismiss', { id }));
const welcome = createWelcomeTab({ readToken });
const switchboard = createSwitchboard({
  readToken,
  onApproval: (pending) => void windows.show(pending),
  onEnd: welcome.lineEnded,
});

browser.runtime.onConnectExternal.addListener((port) => {
  welcome.watch(port);
  switchboard.connect(port);
});
browser.runtime.onConnect.addListener((port) => switchboard.connect(port));
browser.action.onClicked.addListener(() => void browser.runtime.openOptionsPage());

import type { PageState } from '../page-state.ts';
import { APPROVE } from './approve.ts';
import { CHAT } from './chat.ts';
import { OPTIONS } from './options.ts';
import { POPUP } from './popup.ts';
import { WELCOME } from './welcome.ts';

/** Every state of every page. A page is added by a line here and a file beside it. */
export const PAGE_STATES: readonly PageState[] = [...APPROVE, ...CHAT, ...OPTIONS, ...POPUP, ...WELCOME];

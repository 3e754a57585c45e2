import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';

/** The tabs of the settings, in the order of the navigation. Each is also the hash of its address, as in `#models`. */
export const TAB_IDS = ['access', 'models', 'activity', 'keys', 'settings'] as const;

export type TabId = (typeof TAB_IDS)[number];

/** What the page knows when it shows a tab. */
export interface PageState {
  /** The connection as it was just checked. */
  readonly status: TurnkeyStatus;
  /** Whether this browser is paired, so that the host answers the calls of an owner. */
  readonly paired: boolean;
  /** The grant of this browser's pairing; null while it is not paired. */
  readonly ownGrant: string | null;
  /** The rest of the hash: `GRANT_ID` of `#access/GRANT_ID`, else empty. Anyone can write it into an address. */
  readonly path: string;
  /** Aborts when the user leaves the tab. */
  readonly signal: AbortSignal;
  /**
   * Checks the connection again, and shows the page and this tab again. Call it after each change, so that no part of the
   * page contradicts another. Resolves when both are shown.
   */
  refresh(): Promise<void>;
}

export interface Tab {
  readonly id: TabId;
  /** Whether it is shown only in a paired browser. The page shows the field for the key instead. */
  readonly needsPairing: boolean;
  /**
   * Reads what the tab shows and renders it into `root`, which keeps its content while another tab is shown. Called when
   * the user opens the tab, when the path changes and after each check; never while an earlier call for the tab is pending.
   */
  show(root: HTMLElement, page: PageState): Promise<void>;
}

import type { Duration } from '../../../../../shared/protocol/calls.ts';
import type { CheckUp } from '../../../../../shared/protocol/check-up.ts';
import type { Erasure, UpstreamFault, UpstreamInfo } from '../../../../../shared/protocol/settings.ts';
import type { TurnkeyStatus } from '../../../../../shared/protocol/status.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What the tab shows. */
export interface SettingsState {
  readonly status: TurnkeyStatus;
  readonly paired: boolean;
  readonly theme: Theme;
  /** The language tag that the user chose; empty: that of the browser. */
  readonly language: string;
  /** Whether the browser tells the names of other extensions. */
  readonly names: boolean;
  /** Whether the user is notified of an extension that waits while no window of the browser has the focus. */
  readonly notifications: boolean;
  /** Undefined while not paired, and if the host is too old to tell. */
  readonly duration: Duration | undefined;
  readonly upstream: UpstreamInfo | undefined;
  /** What is wrong with the address or the credential that was just entered. */
  readonly fault: UpstreamFault | undefined;
  readonly busy: boolean;
  /** The result of the last action, and the section that it belongs to. */
  readonly said:
    | { readonly section: Section; readonly text: string; readonly error?: HTMLElement }
    | undefined;
  readonly erasing: Erasure;
  /** The results of the last check-up on this page. */
  readonly checkUp: CheckUp | undefined;
}

/** The sections that report results. */
export type Section = 'general' | 'upstream' | 'data' | 'about';

export interface SettingsActions {
  chooseTheme(theme: Theme): void;
  chooseLanguage(tag: string): void;
  chooseDuration(duration: Duration): void;
  /** Stores what is in the form of the address. `untested`: even if no Ollama answers there. */
  saveUpstream(untested: boolean): void;
  resetUpstream(): void;
  removeCredential(): void;
  allowNames(): void;
  switchNotifications(wanted: boolean): void;
  exportData(): void;
  askErase(what: Erasure): void;
  erase(): void;
  unpair(): void;
  runCheckUp(): void;
}

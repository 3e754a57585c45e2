import type { Page } from 'puppeteer';
import type { CannedHost } from './canned-host.ts';

/** One state of a page that users see. */
export interface PageState {
  readonly name: string;
  /** The extension, and the path of the page in it. */
  readonly extension: 'companion' | 'example';
  readonly path: string;
  /** An element that is there once the state is. */
  readonly ready: string;
  readonly host: CannedHost;
  /** What the user does before. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** Whether the keyboard is tried in small windows too, as the approval window can be. @default false */
  readonly small?: boolean;
  /** Controls that are in sight at any size. */
  readonly pinned?: readonly string[];
}

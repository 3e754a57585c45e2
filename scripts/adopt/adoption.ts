import type { Browser, Page } from 'puppeteer';

/** A line to add to a file. */
interface Insertion {
  readonly file: string;
  readonly line: string;
  /** A part of the line that it goes before, with the same indentation. @default the first line of the file */
  readonly before?: string;
}

/** An extension that is loaded, for the steps that open it. */
interface Loaded {
  readonly browser: Browser;
  readonly id: string;
  /** The model to use where the extension has no list of models. */
  readonly model: string;
}

/** How an extension adopts the SDK, and how its pages are used afterwards. It contains none of the extension's code. */
export interface Adoption {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** The commit that the changes are for. */
  readonly commit: string;
  /** Packages with the files that its build otherwise downloads from a CDN. */
  readonly packages?: readonly string[];
  /** Files and folders to copy after the installation: the source by the destination. */
  readonly copies?: Readonly<Record<string, string>>;
  readonly insertions: readonly Insertion[];
  /** A manifest, and a part of the host permissions to remove from it. */
  readonly hosts?: { readonly manifest: string; readonly containing: string };
  /** The extension's own build command, with its arguments. */
  readonly build: readonly string[];
  /** The folder of the built extension. */
  readonly output: string;
  /** Opens the page with the chat, until a question can be typed. */
  open(loaded: Loaded): Promise<Page>;
  /** The options of its list of models. @default it has no list */
  readonly models?: string;
  /** Types a question and sends it. */
  ask(page: Page, question: string): Promise<void>;
  /** The answers; the last one is read. */
  readonly answer: string;
  /** The route that streams the answer. */
  readonly route: '/api/chat' | '/api/generate' | '/v1/chat/completions';
  /** How many requests it sends to that route before the one that streams. @default 0 */
  readonly probes?: number;
  /** Clicks Stop. @default it has no such button, and the page is closed instead */
  stop?(page: Page): Promise<void>;
}

import table from './browsers.json' with { type: 'json' };

/** Which kind of native messaging manifest a browser reads. */
export type BrowserFamily = 'chromium' | 'firefox';

/** Where one browser is, on one operating system. Paths start with a root such as `{home}`: see `expandPath`. */
export interface BrowserPlaces {
  /** The browser is there when any of these directories exists. */
  readonly profile: readonly string[];
  /** Linux and macOS: directories for a user's manifests, each with one file per host. */
  readonly hosts?: readonly string[];
  /** Windows: vendor keys below `HKCU\Software` (one user) and `HKLM\Software` (all users). */
  readonly registry?: readonly string[];
  /** Linux and macOS: directories for manifests of all users; written only if `needs` exists. */
  readonly system?: readonly { readonly directory: string; readonly needs?: string }[];
  /** The browser runs in a sandbox that limits or prevents native messaging. */
  readonly sandbox?: 'flatpak' | 'snap';
  /** False where the place is known from one weak source only. */
  readonly verified?: boolean;
  readonly note?: string;
}

/** One row of the table; a browser that an operating system does not have has no places there. */
export interface Browser {
  readonly id: string;
  readonly name: string;
  readonly family: BrowserFamily;
  readonly linux?: BrowserPlaces;
  readonly darwin?: BrowserPlaces;
  readonly win32?: BrowserPlaces;
}

/** Every browser that a manifest can be written for. Sources: the native messaging documentation of Chrome, Edge and MDN, and what vendors' own installers write. */
export const BROWSERS = table as readonly Browser[];

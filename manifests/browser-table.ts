import table from './browsers.json' with { type: 'json' };

/** Which kind of native messaging manifest a browser reads. */
export type BrowserFamily = 'chromium' | 'firefox';

/** The paths of one browser on one operating system. They start with a root such as `{home}`: see `expandPath`. */
export interface BrowserPlaces {
  /** The browser is installed if any of these directories exists. */
  readonly profile: readonly string[];
  /** Linux and macOS: directories for the manifests of one user, with one file per host. */
  readonly hosts?: readonly string[];
  /** Windows: vendor keys below `HKCU\Software` (one user) and `HKLM\Software` (all users). */
  readonly registry?: readonly string[];
  /** Linux and macOS: directories for the manifests of all users. With `needs`, only if that path exists. */
  readonly system?: readonly { readonly directory: string; readonly needs?: string }[];
  /** The sandbox of the browser, which restricts or prevents native messaging. */
  readonly sandbox?: 'flatpak' | 'snap';
  /** False if the paths come from a single weak source, named in `note`. */
  readonly verified?: boolean;
  readonly note?: string;
}

/** One row of the table, without the operating systems that the browser does not support. */
export interface Browser {
  readonly id: string;
  readonly name: string;
  readonly family: BrowserFamily;
  readonly linux?: BrowserPlaces;
  readonly darwin?: BrowserPlaces;
  readonly win32?: BrowserPlaces;
}

/**
 * Every supported browser. Sources: the native messaging documentation of Chrome, Edge and MDN, and the files that the
 * vendors' installers write.
 */
export const BROWSERS = table as readonly Browser[];

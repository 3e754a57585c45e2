/** The permissions of the companion's manifest, optional ones included. A test compares them with it. */
type Permission = 'nativeMessaging' | 'storage' | 'management' | 'notifications';

/** What a store shows in one language. */
export interface Listing {
  readonly name: string;
  /** At most 132 characters, and the same as in the manifest: the Chrome Web Store takes it from there. */
  readonly summary: string;
  readonly description: readonly string[];
  /** The single purpose, which the Chrome Web Store asks for. */
  readonly purpose: string;
  /** Why the companion needs each permission. */
  readonly permissions: Readonly<Record<Permission, string>>;
  /** What is stored where, and what leaves the computer. */
  readonly privacy: readonly string[];
  /** The headings of the file. */
  readonly headings: Readonly<
    Record<'summary' | 'description' | 'purpose' | 'permissions' | 'privacy', string>
  >;
}

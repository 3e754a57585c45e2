/** The version of the SDK, the companion and the host. Equal to the version in package.json. */
export const VERSION = '0.1.0';

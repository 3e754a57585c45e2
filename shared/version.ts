/** The version of this build: of the SDK, the companion and the host alike. The same as package.json's. */
export const VERSION = '0.1.0';

/** The names by which browsers, extensions and the host find each other. Changing one breaks existing installations. */

/**
 * The name of the native messaging host. Chrome allows `[a-z0-9._]`, Firefox `^\w+(\.\w+)*$`.
 * https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging#native-messaging-host
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests
 */
export const HOST_NAME = 'org.ollama_turnkey.host';

/** The public key that fixes {@link COMPANION_ID_CHROMIUM} for unpacked and side-loaded builds. */
export const COMPANION_PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkHdzMvLeEJG0SiobdVgmAUVN0SLzppLz8mrmFDgvcGXkTkdCL162fF1/kwwnKVL9gUYYXeeTSPbHWoItNMviNogS3LpQramRD4VEGSGMuqJqUx46qAUBx4Z3oxQYruNEZYMm7AuebbFa4vnU7T1vqi+SBiagV98zL44zrToLW3gj4iof1Ve7HEBdv2cycwKyc7qib/fHDJyGtJB4dBCGv/tbB7c1nR8iI/hTbR0LmxNPsog5M8/ahtctz6wNmFGiRE2HTa2EwgTYtR61tOycR9Fg4fY60925QKtxwZEKNipssSHbj2KXI+C5kseeCkdX1O+DIZqRY2erA4WYsv1DQwIDAQAB';

/** The companion's ID in Chromium browsers: the first 128 bits of the key's SHA-256, in hex with the digits a to p. */
export const COMPANION_ID_CHROMIUM = 'mnfeofnfmoipoajggfpebfdmidbobjna';

/** The companion's ID in Firefox. */
export const COMPANION_ID_FIREFOX = 'companion@ollama-turnkey';

/** All IDs under which the companion may be installed. Add the ID if a store assigns another one. */
export const COMPANION_IDS: readonly string[] = [COMPANION_ID_CHROMIUM, COMPANION_ID_FIREFOX];

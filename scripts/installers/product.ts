import { SETUP_URL } from '../../shared/setup-url.ts';
import { VERSION } from '../../shared/version.ts';

/** What installers and package managers say about the product. */
export const PRODUCT = {
  /** Name of packages and of the command. */
  id: 'ollama-turnkey',
  /** Name that users read. */
  name: 'Ollama Turnkey',
  version: VERSION,
  summary: 'Lets browser extensions that you allow use your Ollama',
  description:
    'The app that the Ollama Turnkey extension talks to. It holds the permissions and relays requests to Ollama on this computer. Other extensions need no OLLAMA_ORIGINS and no access to localhost.',
  licence: 'MIT',
  homepage: SETUP_URL,
  /** Debian's field has a name and an address. Set it before the first release. */
  maintainer: 'Ollama Turnkey maintainers <maintainers@ollama-turnkey.example>',
  /** Identifies the product to Windows and must never change: upgrades depend on it. */
  upgradeCode: '6E2B7A54-3C57-4C0E-9B1A-5D0C7F3B9E21',
  /** Identifies the app to macOS. */
  bundleId: 'org.ollama-turnkey.app',
} as const;

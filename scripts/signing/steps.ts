import { PRODUCT } from '../installers/product.ts';
import type { Env, SecretFiles } from './secrets.ts';

/** A program and its arguments. */
type Command = readonly [program: string, ...args: string[]];

/** What to sign: one file, or the folder of an app for macOS. */
interface Signed {
  readonly path: string;
  /** Whether a Windows executable has a signature already: that of the runtime, which the host’s bytes made invalid. */
  readonly hasSignature: boolean;
}

export interface SigningStep {
  readonly name: string;
  /** When in a release: before the installers are built, after that, or once the checksums are written. */
  readonly stage: 'executables' | 'installers' | 'checksums';
  /** The files of that stage that it signs. */
  readonly files: RegExp;
  /** The commands, or undefined if the secrets are not there. */
  commands(signed: Signed, secrets: SecretFiles, env: Env): readonly Command[] | undefined;
}

/** The certificate and its key: in a token or a cloud service by PKCS #11, or in a file. */
const windowsKey = (secrets: SecretFiles, env: Env): readonly string[] | undefined => {
  const { WINDOWS_PKCS11_MODULE: module, WINDOWS_SIGN_KEY: key, WINDOWS_SIGN_CERTS: certs } = env;
  if (module && key && certs) return ['-pkcs11module', module, '-key', key, '-certs', certs];
  const { WINDOWS_P12: file, WINDOWS_P12_PASSWORD: password } = secrets;
  return file && password ? ['-pkcs12', file, '-readpass', password] : undefined;
};

/** https://github.com/mtrojnar/osslsigncode. It cannot replace its input. */
const windows: SigningStep['commands'] = ({ path, hasSignature }, secrets, env) => {
  const key = windowsKey(secrets, env);
  if (!key) return undefined;
  const [bare, signed] = [`${path}.bare`, `${path}.signed`];
  // Without a time stamp, the signature ends with the certificate.
  const timestamp = env['TIMESTAMP_URL'] ? ['-ts', env['TIMESTAMP_URL']] : [];
  const roots = env['WINDOWS_ROOTS'] ? ['-CAfile', env['WINDOWS_ROOTS']] : [];
  return [
    ...(hasSignature ? [['osslsigncode', 'remove-signature', '-in', path, '-out', bare] as const] : []),
    [
      ...([
        'osslsigncode',
        'sign',
        ...key,
        '-h',
        'sha256',
        '-n',
        PRODUCT.name,
        '-i',
        PRODUCT.homepage,
      ] as const),
      ...[...timestamp, '-in', hasSignature ? bare : path, '-out', signed],
    ],
    ['osslsigncode', 'verify', ...roots, '-in', signed],
    ['mv', signed, path],
    ...(hasSignature ? [['rm', bare] as const] : []),
  ];
};

/** https://gregoryszorc.com/docs/apple-codesign/stable/ */
const macos: SigningStep['commands'] = ({ path }, secrets, env) => {
  const { MACOS_P12: file, MACOS_P12_PASSWORD: password, NOTARY_KEY: notary } = secrets;
  if (!file || !password) return undefined;
  const entitlements = new URL('entitlements.plist', import.meta.url).pathname;
  return [
    [
      ...(['rcodesign', 'sign', '--p12-file', file, '--p12-password-file', password] as const),
      ...['--code-signature-flags', 'runtime', '--entitlements-xml-file', entitlements],
      ...[...(env['MACOS_NO_TIMESTAMP'] ? ['--timestamp-url', 'none'] : []), path],
    ],
    ['rcodesign', 'verify', `${path}/Contents/MacOS/${PRODUCT.id}`],
    ...(notary ? [['rcodesign', 'notary-submit', '--api-key-file', notary, '--staple', path] as const] : []),
  ];
};

/** The steps of signing a release, in their order. */
export const SIGNING_STEPS: readonly SigningStep[] = [
  { name: 'Windows executable', stage: 'executables', files: /[\\/]ollama-turnkey\.exe$/, commands: windows },
  { name: 'Windows installer', stage: 'installers', files: /\.msi$/, commands: windows },
  { name: 'app for macOS', stage: 'installers', files: /-darwin-[^\\/]*\.zip$/, commands: macos },
  {
    name: 'checksums',
    stage: 'checksums',
    files: /SHA256SUMS$/,
    // https://jedisct1.github.io/minisign/
    commands: ({ path }, { MINISIGN_KEY: key }) =>
      key ? [['minisign', '-S', '-s', key, '-m', path]] : undefined,
  },
];

// cspell:ignore msvc
/** A system and processor for which an executable of the host is built. */
export interface ExecutableTarget {
  /** Names the target in file names and on the command line. */
  readonly name: 'linux-x64' | 'linux-arm64' | 'windows-x64' | 'darwin-arm64' | 'darwin-x64';
  /** Bun's name of the target. */
  readonly bun: `bun-${string}`;
  /** The npm package with Bun's runtime for the target. */
  readonly runtime: string;
  /** The digest of that package in {@link BUN_VERSION}, as the registry and lock files give it. */
  readonly integrity: `sha512-${string}`;
  /** The program within the package. */
  readonly program: 'bin/bun' | 'bin/bun.exe';
  /** Ends the name of the package of `@napi-rs/keyring` for the target, and names the module in it. */
  readonly keyring: string;
  /** File name of the executable. */
  readonly file: 'ollama-turnkey' | 'ollama-turnkey.exe';
}

/** The version of Bun whose runtime is in the executables. Raise it together with the digests. */
export const BUN_VERSION = '1.4.5';

export const EXECUTABLE_TARGETS: readonly ExecutableTarget[] = [
  {
    name: 'linux-x64',
    bun: 'bun-linux-x64',
    runtime: '@oven/bun-linux-x64',
    integrity:
      'sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==',
    program: 'bin/bun',
    keyring: 'linux-x64-gnu',
    file: 'ollama-turnkey',
  },
  {
    name: 'linux-arm64',
    bun: 'bun-linux-arm64',
    runtime: '@oven/bun-linux-aarch64',
    integrity:
      'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
    program: 'bin/bun',
    keyring: 'linux-arm64-gnu',
    file: 'ollama-turnkey',
  },
  {
    name: 'windows-x64',
    bun: 'bun-windows-x64',
    runtime: '@oven/bun-windows-x64',
    integrity:
      'sha512-FNvply651vcE/GHgNWz6mZvhmkwBuu8Hw54oNzA+CQog+HW+542rXQmZqNHRkFxazD9L3xi+iTtvO3engAgJfw==',
    program: 'bin/bun.exe',
    keyring: 'win32-x64-msvc',
    file: 'ollama-turnkey.exe',
  },
  {
    name: 'darwin-arm64',
    bun: 'bun-darwin-arm64',
    runtime: '@oven/bun-darwin-aarch64',
    integrity:
      'sha512-4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==',
    program: 'bin/bun',
    keyring: 'darwin-arm64',
    file: 'ollama-turnkey',
  },
  {
    name: 'darwin-x64',
    bun: 'bun-darwin-x64',
    runtime: '@oven/bun-darwin-x64',
    integrity:
      'sha512-qkLPMGHZM9NI6CeHTWwVezzmlo6cC4Ta7yUAjYIWXS366qQcOlcp75t2uZyiuVRBMPS0h9qE0tCcvCHGaFqjJg==',
    program: 'bin/bun',
    keyring: 'darwin-x64',
    file: 'ollama-turnkey',
  },
];

/** The target of the machine that a process runs on. Throws if there is none. */
export const targetOf = ({ platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'>): ExecutableTarget => {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const target = EXECUTABLE_TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`There is no executable for ${name}.`);
  return target;
};

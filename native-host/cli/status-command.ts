import type { Command } from 'commander';
import { grantState } from '../../shared/access/grant.ts';
import { VERSION } from '../../shared/version.ts';
import { type CredentialSource, createCredentialSource } from '../credential/credential-source.ts';
import { vaultsOf } from '../credential/vaults.ts';
import { type Finding, isProblem, shownCheck } from '../doctor/finding.ts';
import { runChecks } from '../doctor/run-checks.ts';
import { nodeDoctorWorld } from '../doctor/world/node-doctor-world.ts';
import { inspectInstall } from '../install/inspect-install.ts';
import { createOllamaProbe } from '../relay/ollama-probe.ts';
import { createRelay } from '../relay/relay.ts';
import { CLAUDE_GATEWAY, CLAUDE_GATEWAY_NAME, isClaudeGateway } from '../upstream/claude-gateway.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import type { CliContext } from './cli-context.ts';

/** The version of the Ollama at an address; undefined if it does not answer. */
const ollamaVersion = async (base: string, credential: CredentialSource): Promise<string | undefined> => {
  const relay = createRelay(base, credential);
  const probed = await createOllamaProbe(relay, Date.now).look(0);
  relay.close();
  return 'version' in probed ? probed.version : undefined;
};

/** Selects the addresses at which Ollama's gateway for Claude answers instead of Ollama or Turnkey. */
const claudeGateways = async (addresses: readonly string[]): Promise<string[]> => {
  const found = await Promise.all(addresses.map((address) => isClaudeGateway(address)));
  return addresses.filter((_, index) => found[index]);
};

/** `Chromium: ready`, or why not: an app that does not start is not ready in any browser. */
const browserLine = ({ name, state, what }: Finding) =>
  `Browser  ${name}: ${state === 'ok' ? 'ready' : what}`;

/** The browsers, and the problems of the app. */
const installLines = (findings: readonly Finding[]): string[] => [
  ...findings
    .filter((finding) => finding.group === 'app' && isProblem(finding))
    .map(({ what, help }) => `Host     ${what}. ${help ?? ''}`),
  ...findings.filter(({ id }) => id.startsWith('browsers.') && !GENERAL.has(id)).map(browserLine),
];

/** Checks that are about no browser in particular. */
const GENERAL = new Set(['browsers.profiles', 'browsers.companion']);

/** `status`: shows the host, its folder, the browsers it is installed for, and whether Ollama answers. */
export const addStatusCommand = (program: Command, context: CliContext): void => {
  program
    .command('status')
    .description('show the host, its folder, its browsers, and whether Ollama answers')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { store, env, data, print, world, now } = context;
      const { base, from } = resolveUpstream(await store().settings.get('upstream'), env['OLLAMA_HOST']);
      const live = (await store().grants.list()).filter((grant) => grantState(grant, now()) !== 'revoked');
      const credential = createCredentialSource(base, store().settings, () => vaultsOf(data));
      const checked = nodeDoctorWorld({ world, data });
      const [version, gateways, install, findings] = await Promise.all([
        ollamaVersion(base, credential),
        claudeGateways([...new Set([base, CLAUDE_GATEWAY])]),
        json ? inspectInstall(world) : undefined,
        runChecks(checked, { groups: ['app', 'browsers'] }),
      ]);
      const facts = {
        host: VERSION,
        folder: data,
        ollama: { address: base, from, version },
        claudeGateways: gateways,
        grants: live.length,
        install,
        checks: findings.map(shownCheck),
      };
      if (json) return print(JSON.stringify(facts, null, 2));
      print(`Host     ${VERSION}, in ${data}`);
      for (const line of installLines(findings)) print(line);
      print(`Ollama   ${version ? `${version} at` : 'does not answer at'} ${base} (${from})`);
      for (const address of gateways) print(`Claude   ${address} is ${CLAUDE_GATEWAY_NAME}`);
      print(`Grants   ${live.length}`);
    });
};

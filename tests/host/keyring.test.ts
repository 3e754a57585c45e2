import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { KEYRING_FILE } from '../../native-host/credential/keyring-vault.ts';
import { missingPrograms } from '../../scripts/browser/missing-programs.ts';
import { headerOf } from '../../scripts/stand-in/controls/request-log.ts';
import { ask, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';
import { SECRET_SERVICE, type SecretService, startSecretService } from './secret-service.ts';

const SECRET = 'credential-in-the-keyring-marker';

const missing = process.platform === 'linux' ? missingPrograms(SECRET_SERVICE) : ['Linux'];
const reason = missing.length === 0 ? '' : ` (skipped: needs ${missing.join(', ')})`;

describe.skipIf(reason !== '')(`a real keyring${reason}`, () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await startSecretService();
    for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await service.stop();
  });

  test('R21: a credential is stored in the keyring, in no file, and sent from there', async () => {
    const testEnv = await createHostEnv();
    testEnv.leaks.learnSecret(SECRET);
    const command = ['upstream', 'set', testEnv.standIn.url, '--key'];
    const { stderr } = await testEnv.cliReading(`${SECRET}\n`, ...command);
    expect(stderr).toContain('The credential is stored in the keyring of this computer.');
    expect((await readdir(testEnv.home)).filter((name) => !name.includes('sqlite'))).toEqual([KEYRING_FILE]);

    const { host } = await testEnv.paired(allow());
    await ask(host.client(CLIENT), get('/api/version'));
    const sent = testEnv.standIn.requests.map((request) => headerOf(request, 'authorization'));
    expect(new Set(sent)).toEqual(new Set([`Bearer ${SECRET}`]));
    // Fails if the keyring does not delete it.
    expect(await testEnv.cli('upstream', 'clear')).toMatchObject({ code: 0 });
  });
});

// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { createFakeTurnkey } from '../fake/fake-turnkey.ts';
import '../settings.ts';

test('the element shows the way to Ollama, and asks for access, in jsdom', async () => {
  const turnkey = createFakeTurnkey({ state: 'not_approved', user: 'allow', models: ['a', 'b'] });
  const element = document.createElement('ollama-turnkey-settings');
  element.turnkey = turnkey;
  const changed = () =>
    new Promise<void>((resolve) => element.addEventListener('statuschange', () => resolve(), { once: true }));
  const first = changed();
  document.body.append(element);
  await first;
  expect(element.status).toMatchObject({ ready: false, problem: { code: 'not_approved' } });
  const second = changed();
  element.shadowRoot?.querySelector<HTMLElement>('[part~=ask]')?.click();
  await second;
  expect(element.status).toMatchObject({ ready: true });
  element.value = 'b';
  expect(element.value).toBe('b');
  element.remove();
});

import { html, type nothing, type TemplateResult } from 'lit';
import { withCommands } from '../../ui/with-commands.ts';
import { words } from './page.ts';

/** Asks for the admin key. */
export const signInView = (
  signIn: (key: string) => void,
  failure: HTMLElement | typeof nothing,
): TemplateResult => {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signIn(String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim());
  };
  return html`<form class="card sign-in" @submit=${submit}>
    <h2 id="sign-in-title" tabindex="-1">Sign in with an admin key</h2>
    <p class="soft">
      ${withCommands('Create one on the server: `ollama-turnkey api-key`', words)}
    </p>
    <div role="alert">${failure}</div>
    <div class="row">
      <input
        class="field grow"
        name="key"
        type="password"
        autocomplete="current-password"
        spellcheck="false"
        required
        placeholder="otk_…"
        aria-labelledby="sign-in-title"
      />
      <button type="submit" class="primary">Sign in</button>
    </div>
    <p class="soft hint">This tab keeps the key until you close it or sign out.</p>
  </form>`;
};

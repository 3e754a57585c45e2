import { html, type TemplateResult } from 'lit';

/** A toolbar with its menu of extensions, in which the pin of Ollama Turnkey is marked. Decorative: the text says it too. */
export const pinPicture: TemplateResult = html`
  <svg class="picture" viewBox="0 0 320 132" aria-hidden="true" focusable="false">
    <rect class="frame" x="1" y="1" width="318" height="40" rx="10" />
    <rect class="bar" x="16" y="12" width="204" height="18" rx="9" />
    <path
      class="puzzle"
      d="M240 15h5a3.5 3.5 0 1 1 7 0h5v5.5a3.5 3.5 0 1 1 0 7v4.5h-17v-4.5a3.5 3.5 0 1 0 0-7z"
    />
    <circle class="bar" cx="286" cy="21" r="9" />
    <rect class="frame menu" x="84" y="50" width="220" height="80" rx="10" />
    <rect class="bar" x="100" y="64" width="18" height="18" rx="5" />
    <rect class="bar" x="130" y="69" width="84" height="8" rx="4" />
    <image href="/icons/48.png" x="99" y="97" width="20" height="20" />
    <text class="name" x="130" y="112">Ollama Turnkey</text>
    <circle class="ring" cx="282" cy="107" r="14" />
    <path class="pin" d="M278 99h8l-1 6 3 4h-12l3-4zM282 109v7" />
  </svg>
`;

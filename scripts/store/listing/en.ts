import type { Listing } from './listing.ts';

export const en: Listing = {
  name: 'Ollama Turnkey',
  summary: 'Lets the extensions you allow use the Ollama on this computer.',
  description: [
    'Other extensions can use the language models of your own Ollama, and you decide which ones. When an extension asks, a window opens: choose what it may do, with which models and for how long, then click Allow or Deny.',
    'You need no terminal commands for Ollama, no OLLAMA_ORIGINS and no restart. The settings show every extension with access, what it may do and how much it uses. You can change or remove access at any time, and running requests end at once.',
    'Ollama Turnkey needs Ollama and the Turnkey app on the same computer. The settings show how to install the app and check every step of the connection.',
  ],
  purpose: 'To let other extensions use the Ollama on this computer after the user has allowed each of them.',
  permissions: {
    nativeMessaging:
      'To exchange messages with the Turnkey app, which passes the requests of allowed extensions on to Ollama.',
    storage:
      'To store the token that pairs this browser with the Turnkey app, and to remember the open windows until the browser is closed.',
    management:
      'Optional, and requested only after a click: to show the names and icons of extensions instead of their ids.',
    notifications:
      'Optional, and requested only after a click: to say that an extension waits for an answer while no window of the browser is in front.',
  },
  privacy: [
    'The extension stores one token in this browser, which pairs it with the Turnkey app. It collects no data and contacts no server.',
    'The Turnkey app stores on this computer which extensions you allowed or denied, with names, limits and dates, a log of these changes, and the number of requests and tokens. It stores no prompts, answers or images, and of keys only a hash.',
    'Requests go to the Ollama on this computer, or to the address that you set yourself. If you allow an extension to use cloud models or the web, Ollama sends those requests to ollama.com.',
  ],
  headings: {
    summary: 'Summary',
    description: 'Description',
    purpose: 'Single purpose',
    permissions: 'Permissions',
    privacy: 'Privacy',
  },
};

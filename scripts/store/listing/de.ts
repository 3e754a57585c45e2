import type { Listing } from './listing.ts';

export const de: Listing = {
  name: 'Ollama Turnkey',
  summary: 'Lässt die Erweiterungen, die Sie erlauben, Ollama auf diesem Computer nutzen.',
  description: [
    'Andere Erweiterungen können die Sprachmodelle des eigenen Ollama nutzen, und Sie entscheiden, welche. Wenn eine Erweiterung um Zugriff bittet, öffnet sich ein Fenster: auswählen, was sie darf, mit welchen Modellen und wie lange, dann auf „Erlauben“ oder „Ablehnen“ klicken.',
    'Ollama braucht dafür keine Befehle im Terminal, kein OLLAMA_ORIGINS und keinen Neustart. Die Einstellungen zeigen jede Erweiterung mit Zugriff, was sie darf und wie viel sie nutzt. Der Zugriff lässt sich jederzeit ändern oder entziehen; laufende Anfragen enden sofort.',
    'Ollama Turnkey benötigt Ollama und die Turnkey-App auf demselben Computer. Die Einstellungen zeigen, wie die App installiert wird, und prüfen jeden Schritt der Verbindung.',
  ],
  purpose:
    'Anderen Erweiterungen die Nutzung von Ollama auf diesem Computer ermöglichen, sofern sie jeweils erlaubt wurden.',
  permissions: {
    nativeMessaging:
      'Für den Austausch von Nachrichten mit der Turnkey-App, die Anfragen erlaubter Erweiterungen an Ollama weitergibt.',
    storage:
      'Zum Speichern des Tokens, das diesen Browser mit der Turnkey-App koppelt, und der offenen Fenster, bis der Browser geschlossen wird.',
    management:
      'Optional und nur nach einem Klick angefragt: zeigt Namen und Symbole von Erweiterungen anstelle ihrer IDs.',
    notifications:
      'Optional und nur nach einem Klick angefragt: meldet, dass eine Erweiterung auf eine Antwort wartet, während kein Fenster des Browsers im Vordergrund ist.',
  },
  privacy: [
    'Die Erweiterung speichert in diesem Browser ein Token, das ihn mit der Turnkey-App koppelt. Sie sammelt keine Daten und kontaktiert keinen Server.',
    'Die Turnkey-App speichert auf diesem Computer, welche Erweiterungen Sie erlaubt oder abgelehnt haben, mit Namen, Begrenzungen und Zeitpunkten, ein Protokoll dieser Änderungen sowie die Anzahl der Anfragen und Token. Sie speichert keine Prompts, Antworten oder Bilder und von Schlüsseln nur einen Hash.',
    'Anfragen gehen an Ollama auf diesem Computer oder an die Adresse, die Sie selbst festlegen. Wenn eine Erweiterung Cloud-Modelle oder das Web nutzen darf, sendet Ollama diese Anfragen an ollama.com.',
  ],
  headings: {
    summary: 'Kurzbeschreibung',
    description: 'Beschreibung',
    purpose: 'Zweck',
    permissions: 'Berechtigungen',
    privacy: 'Datenschutz',
  },
};

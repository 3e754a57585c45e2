import type { Texts } from './texts.ts';

const INSTALL = 'Führen Sie noch einmal `npx ollama-turnkey install-host` aus.';
const NEW_KEY = 'Erzeugen Sie einen neuen Schlüssel: `ollama-turnkey key create`';

export const de: Texts = {
  connection: 'Verbindung',
  checking: 'Wird geprüft…',
  allReady: 'Alles ist bereit.',
  direct: 'Ollama Turnkey ist nicht installiert. Anfragen gehen direkt an Ollama.',
  checkAgain: 'Erneut prüfen',
  install: 'Ollama Turnkey installieren',
  hops: {
    companion: 'Erweiterung Ollama Turnkey',
    host: 'Turnkey-App',
    access: 'Berechtigung',
    ollama: 'Ollama',
  },
  states: { ready: 'bereit', problem: 'Aktion nötig', unknown: 'wartet' },
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Kopieren nicht möglich',
  permission: 'Berechtigung',
  scopes: {
    read: 'Ihre Modelle sehen',
    infer: 'Chatten und Text erzeugen',
    embed: 'Text für die Suche aufbereiten (Embeddings)',
    manage: 'Modelle herunterladen, hochladen, ändern und löschen',
    cloud: 'Cloud-Modelle über Ihr ollama.com-Konto nutzen',
    web: 'Über ollama.com im Web suchen und Webseiten abrufen',
  },
  allowed: 'erlaubt',
  notAllowed: 'nicht erlaubt',
  allModels: 'Alle lokalen Modelle',
  onlyModels: 'Nur {names}',
  ends: 'Endet {when}',
  noEnd: 'Kein Enddatum',
  ask: 'Zugriff anfragen',
  asking: 'Antworten Sie im Fenster von Ollama Turnkey.',
  closed: 'Sie haben die Anfrage geschlossen.',
  askAgain: 'Erneut anfragen',
  granted: 'Zugriff gewährt.',
  useKey: 'Stattdessen einen Schlüssel verwenden',
  key: 'Schlüssel für diese Erweiterung',
  keyHint:
    'Führen Sie `ollama-turnkey key create` aus, um einen zu erhalten. Er wird an die Turnkey-App gesendet und hier nicht gespeichert.',
  sendKey: 'Schlüssel verwenden',
  keyTyped: 'Der Schlüssel ist vollständig.',
  keyMistyped:
    'Dieser Schlüssel ist unvollständig oder enthält einen Tippfehler. Kopieren Sie ihn noch einmal vollständig, ab otk_.',
  keyChecking: 'Der Schlüssel wird geprüft…',
  keyGood: 'Schlüssel angenommen: {name}.',
  model: 'Modell',
  choose: 'Modell wählen',
  gone: '{model} (nicht installiert)',
  noModel: 'Ollama hat noch kein Chat-Modell. Laden Sie ein kleines herunter: `ollama pull llama3.2`',
  modelsLater: 'Ihre Modelle erscheinen hier, sobald die Verbindung steht.',
  problems: {
    companion_missing: [
      'Die Erweiterung Ollama Turnkey ist nicht installiert.',
      'Installieren Sie sie, oder aktivieren Sie sie in der Erweiterungsliste des Browsers.',
    ],
    companion_mismatch: [
      'Die Erweiterung Ollama Turnkey ist nicht erreichbar.',
      'Melden Sie das den Entwicklern dieser Erweiterung: Sie muss JSON-Nachrichten verwenden.',
    ],
    host_missing: [
      'Die Turnkey-App ist nicht installiert.',
      'Führen Sie einmal `npx ollama-turnkey install-host` auf diesem Computer aus.',
    ],
    host_forbidden: ['Die Turnkey-App kennt diese Erweiterung noch nicht.', INSTALL],
    host_blocked: [
      'Ihre Organisation blockiert die Turnkey-App.',
      'Bitten Sie Ihre Administratoren, org.ollama_turnkey.host in NativeMessagingAllowlist zu erlauben.',
    ],
    host_failed: ['Die Turnkey-App lässt sich nicht starten.', INSTALL],
    node_missing: [
      'Node.js fehlt oder ist zu alt.',
      'Installieren Sie Node.js 22.19 oder neuer von nodejs.org, und führen Sie dann noch einmal `npx ollama-turnkey install-host` aus.',
    ],
    host_outdated: [
      'Die Turnkey-App ist veraltet.',
      'Führen Sie `npx ollama-turnkey@latest install-host` aus, oder öffnen Sie das neuere Installationsprogramm.',
    ],
    client_outdated: ['Diese Erweiterung ist veraltet.', 'Aktualisieren Sie sie.'],
    interrupted: ['Die Turnkey-App wurde beendet.', 'Prüfen Sie erneut.'],
    protocol_error: [
      'Die Turnkey-App hat eine ungültige Antwort gesendet.',
      'Aktualisieren Sie die Erweiterung und die Turnkey-App.',
    ],
    ollama_unreachable: [
      'Ollama läuft nicht.',
      'Öffnen Sie die Ollama-App, oder starten Sie `ollama serve`. Läuft Ollama anderswo, setzen Sie die Adresse: `ollama-turnkey upstream set URL`',
    ],
    store_failed: [
      'Die Turnkey-App kann ihre Daten nicht lesen oder schreiben.',
      'Prüfen Sie, ob die Festplatte voll ist und ob Sie in den Ordner schreiben dürfen.',
    ],
    no_key: [
      'Dieser Browser ist noch nicht gekoppelt.',
      'Öffnen Sie die Einstellungen der Erweiterung Ollama Turnkey und fügen Sie den Schlüssel ein, den `install-host` angezeigt hat.',
    ],
    key_mistyped: [
      'Der Schlüssel ist unvollständig oder enthält einen Tippfehler.',
      'Kopieren Sie ihn noch einmal vollständig, ab otk_.',
    ],
    key_disabled: [
      'Dieser Schlüssel ist deaktiviert.',
      'Aktivieren Sie ihn wieder: `ollama-turnkey key enable ID`',
    ],
    key_elsewhere: [
      'Dieser Schlüssel gehört einer anderen Erweiterung.',
      'Erzeugen Sie einen Schlüssel für diese Erweiterung: `ollama-turnkey key create`',
    ],
    not_approved: [
      'Sie haben diese Erweiterung noch nicht erlaubt.',
      'Klicken Sie auf „Zugriff anfragen“ und dann auf Erlauben. Öffnet sich kein Fenster, erlauben Sie die Erweiterung in den Einstellungen von Ollama Turnkey.',
    ],
    paused: [
      'Sie haben alle Erweiterungen angehalten.',
      'Klicken Sie im Popup von Ollama Turnkey auf „Fortsetzen“.',
    ],
    denied: [
      'Sie haben diese Erweiterung blockiert.',
      'Heben Sie das in den Einstellungen von Ollama Turnkey auf, um wieder gefragt zu werden.',
    ],
  },
  keyProblems: {
    key_wrong: ['Dieser Schlüssel ist auf diesem Computer nicht gültig.', NEW_KEY],
    key_revoked: ['Dieser Schlüssel wurde widerrufen.', NEW_KEY],
    key_expired: ['Dieser Schlüssel ist abgelaufen.', NEW_KEY],
  },
};

import type { Texts } from './texts.ts';

const INSTALL = 'Führen Sie noch einmal `npx ollama-turnkey install-host` aus.';
const NEW_KEY = 'Erzeugen Sie einen neuen Schlüssel: `ollama-turnkey key create`';

export const de: Texts = {
  connection: 'Verbindung',
  checking: 'Wird geprüft…',
  allReady: 'Alles ist bereit.',
  direct: 'Ollama Turnkey ist nicht da: Anfragen gehen direkt an Ollama.',
  checkAgain: 'Erneut prüfen',
  hops: {
    companion: 'Erweiterung Ollama Turnkey',
    host: 'Host auf diesem Computer',
    access: 'Erlaubnis',
    ollama: 'Ollama',
  },
  states: { ready: 'bereit', problem: 'Handlung nötig', unknown: 'noch unbekannt' },
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Nicht kopiert',
  permission: 'Erlaubnis',
  scopes: {
    read: 'Sehen, welche Modelle es gibt und welche geladen sind',
    infer: 'Chatten und Text erzeugen',
    embed: 'Embeddings berechnen',
    manage: 'Modelle herunterladen, hochladen, anlegen, kopieren und löschen',
    cloud: 'Modelle nutzen, die auf ollama.com laufen, über Ihr Konto',
    web: 'Über ollama.com im Web suchen und Webseiten abrufen',
  },
  allowed: 'erlaubt',
  notAllowed: 'nicht erlaubt',
  allModels: 'Mit allen Modellen auf diesem Computer',
  onlyModels: 'Nur mit {names}',
  ends: 'Endet {when}',
  noEnd: 'Bis Sie sie in den Einstellungen von Ollama Turnkey widerrufen',
  ask: 'Um Zugriff bitten',
  asking: 'Antworten Sie im Fenster von Ollama Turnkey.',
  granted: 'Der Zugriff ist erlaubt.',
  useKey: 'Stattdessen einen Schlüssel verwenden',
  key: 'Schlüssel für diese Erweiterung',
  keyHint:
    'Der Befehl `ollama-turnkey key create` gibt einen aus. Er geht an den Host und wird hier nirgends gespeichert.',
  sendKey: 'Schlüssel verwenden',
  keyTyped: 'Der Schlüssel ist vollständig.',
  keyMistyped:
    'Das ist kein vollständiger Schlüssel. Kopieren Sie ihn noch einmal ganz: Er beginnt mit otk_.',
  keyChecking: 'Der Schlüssel wird geprüft…',
  keyGood: 'Der Schlüssel ist gültig: {name}.',
  model: 'Modell',
  choose: 'Modell wählen',
  gone: '{model} (nicht installiert)',
  noModel: 'Ollama hat noch kein Modell. Laden Sie ein kleines: `ollama pull llama3.2`',
  modelsLater: 'Ihre Modelle erscheinen hier, sobald alles bereit ist.',
  problems: {
    companion_missing: [
      'Die Erweiterung Ollama Turnkey ist nicht da.',
      'Installieren Sie sie, oder schalten Sie sie in der Liste der Erweiterungen ein.',
    ],
    companion_mismatch: [
      'Die Erweiterung Ollama Turnkey ist nicht erreichbar.',
      'Melden Sie es dem Entwickler: Beide Seiten müssen JSON-Nachrichten verwenden.',
    ],
    host_missing: [
      'Der Host von Ollama Turnkey ist nicht installiert.',
      'Führen Sie einmal `npx ollama-turnkey install-host` auf diesem Computer aus.',
    ],
    host_forbidden: ['Der installierte Host lässt diese Erweiterung nicht ein.', INSTALL],
    host_failed: ['Der Host von Ollama Turnkey lässt sich nicht starten.', INSTALL],
    host_outdated: [
      'Der Host von Ollama Turnkey ist veraltet.',
      'Führen Sie `npx ollama-turnkey@latest install-host` aus.',
    ],
    client_outdated: ['Diese Erweiterung ist älter als der Host.', 'Bringen Sie sie auf den neuesten Stand.'],
    interrupted: ['Der Host wurde beendet.', 'Prüfen Sie erneut.'],
    protocol_error: [
      'Der Host hat etwas Unverständliches gesagt.',
      'Bringen Sie Erweiterung und Host auf den neuesten Stand.',
    ],
    ollama_unreachable: [
      'Ollama antwortet nicht.',
      'Starten Sie Ollama mit `ollama serve` oder als App, oder setzen Sie die Adresse mit `ollama-turnkey upstream set URL`.',
    ],
    store_failed: [
      'Der Host kann seine Daten nicht lesen oder schreiben.',
      'Prüfen Sie, ob die Festplatte voll ist und der Ordner Ihnen gehört.',
    ],
    no_key: [
      'Ollama Turnkey ist noch nicht eingerichtet.',
      'Öffnen Sie die Einstellungen der Erweiterung Ollama Turnkey und fügen Sie den Schlüssel ein, den `install-host` ausgegeben hat.',
    ],
    key_mistyped: [
      'Der Schlüssel ist nicht vollständig.',
      'Kopieren Sie ihn noch einmal ganz: Er beginnt mit otk_.',
    ],
    key_disabled: [
      'Dieser Schlüssel ist ausgeschaltet.',
      'Schalten Sie ihn wieder ein: `ollama-turnkey key enable ID`',
    ],
    key_elsewhere: [
      'Dieser Schlüssel gehört einer anderen Erweiterung.',
      'Erzeugen Sie für diese einen eigenen: `ollama-turnkey key create`',
    ],
    not_approved: [
      'Sie haben diese Erweiterung noch nicht erlaubt.',
      'Klicken Sie auf „Um Zugriff bitten“ und dann im Fenster von Ollama Turnkey auf Erlauben.',
    ],
    denied: [
      'Sie haben diese Erweiterung abgelehnt.',
      'Entfernen Sie sie in den Einstellungen von Ollama Turnkey aus der Liste der abgelehnten, um wieder gefragt zu werden.',
    ],
  },
  keyProblems: {
    key_wrong: ['Diesen Schlüssel gibt es nicht.', NEW_KEY],
    key_revoked: ['Dieser Schlüssel wurde widerrufen.', NEW_KEY],
    key_expired: ['Dieser Schlüssel ist abgelaufen.', NEW_KEY],
  },
};

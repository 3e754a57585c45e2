import type { Texts } from './texts.ts';

const INSTALL = 'Ejecute otra vez `npx ollama-turnkey install-host`.';
const NEW_KEY = 'Cree una clave nueva: `ollama-turnkey key create`';

export const es: Texts = {
  connection: 'Conexión',
  checking: 'Comprobando…',
  allReady: 'Todo está listo.',
  direct: 'Ollama Turnkey no está: las peticiones van directamente a Ollama.',
  checkAgain: 'Comprobar de nuevo',
  hops: {
    companion: 'Extensión Ollama Turnkey',
    host: 'Host en este equipo',
    access: 'Permiso',
    ollama: 'Ollama',
  },
  states: { ready: 'listo', problem: 'requiere atención', unknown: 'aún sin datos' },
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'No copiado',
  permission: 'Permiso',
  scopes: {
    read: 'Ver qué modelos hay y cuáles están cargados',
    infer: 'Chatear y generar texto',
    embed: 'Calcular embeddings',
    manage: 'Descargar, subir, crear, copiar y borrar modelos',
    cloud: 'Usar modelos que se ejecutan en ollama.com, con su cuenta',
    web: 'Buscar y leer páginas web a través de ollama.com',
  },
  allowed: 'permitido',
  notAllowed: 'no permitido',
  allModels: 'Con todos los modelos de este equipo',
  onlyModels: 'Solo con {names}',
  ends: 'Termina {when}',
  noEnd: 'Hasta que lo revoque en los ajustes de Ollama Turnkey',
  ask: 'Pedir acceso',
  asking: 'Responda en la ventana de Ollama Turnkey.',
  granted: 'El acceso está permitido.',
  useKey: 'Usar una clave en su lugar',
  key: 'Clave para esta extensión',
  keyHint: 'La orden `ollama-turnkey key create` muestra una. Se envía al host y aquí no se guarda.',
  sendKey: 'Usar clave',
  keyTyped: 'La clave está completa.',
  keyMistyped: 'No es una clave completa. Cópiela otra vez entera: empieza por otk_.',
  keyChecking: 'Comprobando la clave…',
  keyGood: 'La clave es válida: {name}.',
  model: 'Modelo',
  choose: 'Elija un modelo',
  gone: '{model} (no instalado)',
  noModel: 'Ollama aún no tiene ningún modelo. Descargue uno pequeño: `ollama pull llama3.2`',
  modelsLater: 'Sus modelos aparecerán aquí cuando todo esté listo.',
  problems: {
    companion_missing: [
      'La extensión Ollama Turnkey no está.',
      'Instálela, o actívela en la lista de extensiones del navegador.',
    ],
    companion_mismatch: [
      'No se puede contactar con la extensión Ollama Turnkey.',
      'Avise al desarrollador: ambas partes deben usar mensajes JSON.',
    ],
    host_missing: [
      'El host de Ollama Turnkey no está instalado.',
      'Ejecute una vez `npx ollama-turnkey install-host` en este equipo.',
    ],
    host_forbidden: ['El host instalado no deja entrar a esta extensión.', INSTALL],
    host_failed: ['No se pudo iniciar el host de Ollama Turnkey.', INSTALL],
    host_outdated: [
      'El host de Ollama Turnkey está anticuado.',
      'Ejecute `npx ollama-turnkey@latest install-host`.',
    ],
    client_outdated: ['Esta extensión es más antigua que el host.', 'Actualícela.'],
    interrupted: ['El host ha terminado.', 'Compruebe de nuevo.'],
    protocol_error: ['El host dijo algo incomprensible.', 'Actualice la extensión y el host.'],
    ollama_unreachable: [
      'Ollama no responde.',
      'Inicie Ollama con `ollama serve` o su aplicación, o indique su dirección con `ollama-turnkey upstream set URL`.',
    ],
    store_failed: [
      'El host no puede leer o escribir sus datos.',
      'Compruebe que el disco no esté lleno y que la carpeta sea suya.',
    ],
    no_key: [
      'Ollama Turnkey aún no está configurado.',
      'Abra los ajustes de la extensión Ollama Turnkey y pegue la clave que mostró `install-host`.',
    ],
    key_mistyped: ['La clave no está completa.', 'Cópiela otra vez entera: empieza por otk_.'],
    key_disabled: ['Esta clave está desactivada.', 'Actívela de nuevo: `ollama-turnkey key enable ID`'],
    key_elsewhere: [
      'Esta clave pertenece a otra extensión.',
      'Cree una propia para esta: `ollama-turnkey key create`',
    ],
    not_approved: [
      'Aún no ha permitido esta extensión.',
      'Pulse «Pedir acceso» y después Permitir en la ventana de Ollama Turnkey.',
    ],
    denied: [
      'Ha rechazado esta extensión.',
      'Quítela de la lista de rechazadas en los ajustes de Ollama Turnkey para que se le pregunte otra vez.',
    ],
  },
  keyProblems: {
    key_wrong: ['Esta clave no existe.', NEW_KEY],
    key_revoked: ['Esta clave fue revocada.', NEW_KEY],
    key_expired: ['Esta clave ha caducado.', NEW_KEY],
  },
};

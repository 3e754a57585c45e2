import type { Texts } from './texts.ts';

const INSTALL = 'Ejecute otra vez `npx ollama-turnkey install-host`.';
const NEW_KEY = 'Cree una clave nueva: `ollama-turnkey key create`';

export const es: Texts = {
  connection: 'Conexión',
  checking: 'Comprobando…',
  allReady: 'Todo está listo.',
  direct: 'Ollama Turnkey no está instalado. Las peticiones van directamente a Ollama.',
  checkAgain: 'Comprobar de nuevo',
  install: 'Instalar Ollama Turnkey',
  hops: {
    companion: 'Extensión Ollama Turnkey',
    host: 'Aplicación Turnkey',
    access: 'Permiso',
    ollama: 'Ollama',
  },
  states: { ready: 'listo', problem: 'requiere atención', unknown: 'en espera' },
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'No se pudo copiar',
  permission: 'Permiso',
  scopes: {
    read: 'Ver sus modelos',
    infer: 'Chatear y generar texto',
    embed: 'Indexar texto para búsquedas (embeddings)',
    manage: 'Descargar, subir, modificar y borrar modelos',
    cloud: 'Usar modelos en la nube con su cuenta de ollama.com',
    web: 'Buscar y leer páginas web a través de ollama.com',
  },
  allowed: 'permitido',
  notAllowed: 'no permitido',
  allModels: 'Todos los modelos locales',
  onlyModels: 'Solo {names}',
  ends: 'Termina {when}',
  noEnd: 'Sin fecha de fin',
  ask: 'Solicitar acceso',
  asking: 'Responda en la ventana de Ollama Turnkey.',
  closed: 'Ha cerrado la solicitud.',
  askAgain: 'Volver a solicitar',
  granted: 'Acceso concedido.',
  useKey: 'Usar una clave en su lugar',
  key: 'Clave para esta extensión',
  keyHint:
    'Ejecute `ollama-turnkey key create` para obtener una. Se envía a la aplicación Turnkey y no se guarda aquí.',
  sendKey: 'Usar clave',
  keyTyped: 'La clave está completa.',
  keyMistyped: 'La clave está incompleta o tiene una errata. Cópiela de nuevo completa, a partir de otk_.',
  keyChecking: 'Comprobando la clave…',
  keyGood: 'Clave aceptada: {name}.',
  model: 'Modelo',
  choose: 'Elija un modelo',
  gone: '{model} (no instalado)',
  noModel: 'Ollama aún no tiene modelos de chat. Descargue uno pequeño: `ollama pull llama3.2`',
  modelsLater: 'Sus modelos aparecerán aquí cuando haya conexión.',
  problems: {
    companion_missing: [
      'La extensión Ollama Turnkey no está instalada.',
      'Instálela, o actívela en la lista de extensiones del navegador.',
    ],
    companion_mismatch: [
      'No se puede contactar con la extensión Ollama Turnkey.',
      'Avise al desarrollador de esta extensión: debe usar mensajes JSON.',
    ],
    host_missing: [
      'La aplicación Turnkey no está instalada.',
      'Ejecute una vez `npx ollama-turnkey install-host` en este equipo.',
    ],
    host_forbidden: ['La aplicación Turnkey aún no conoce esta extensión.', INSTALL],
    host_blocked: [
      'Su organización bloquea la aplicación Turnkey.',
      'Pida a su administrador que permita org.ollama_turnkey.host en NativeMessagingAllowlist.',
    ],
    host_failed: ['No se pudo iniciar la aplicación Turnkey.', INSTALL],
    node_missing: [
      'Falta Node.js o es demasiado antiguo.',
      'Instale Node.js 22.19 o posterior desde nodejs.org y vuelva a ejecutar `npx ollama-turnkey install-host`.',
    ],
    host_outdated: [
      'La aplicación Turnkey está desactualizada.',
      'Ejecute `npx ollama-turnkey@latest install-host` o abra el instalador más reciente.',
    ],
    client_outdated: ['Esta extensión está desactualizada.', 'Actualícela.'],
    interrupted: ['La aplicación Turnkey se ha cerrado.', 'Compruebe de nuevo.'],
    protocol_error: [
      'La aplicación Turnkey envió una respuesta no válida.',
      'Actualice la extensión y la aplicación Turnkey.',
    ],
    ollama_unreachable: [
      'Ollama no está en marcha.',
      'Abra la aplicación de Ollama o ejecute `ollama serve`. Si está en otro lugar, indique su dirección: `ollama-turnkey upstream set URL`',
    ],
    store_failed: [
      'La aplicación Turnkey no puede leer o escribir sus datos.',
      'Compruebe que el disco no esté lleno y que pueda escribir en la carpeta.',
    ],
    no_key: [
      'Este navegador aún no está vinculado.',
      'Abra los ajustes de la extensión Ollama Turnkey y pegue la clave que mostró `install-host`.',
    ],
    key_mistyped: [
      'La clave está incompleta o tiene una errata.',
      'Cópiela de nuevo completa, a partir de otk_.',
    ],
    key_disabled: ['Esta clave está desactivada.', 'Actívela de nuevo: `ollama-turnkey key enable ID`'],
    key_elsewhere: [
      'Esta clave pertenece a otra extensión.',
      'Cree una clave para esta extensión: `ollama-turnkey key create`',
    ],
    not_approved: [
      'Aún no ha permitido esta extensión.',
      'Pulse «Solicitar acceso» y después Permitir. Si no se abre ninguna ventana, permita la extensión en los ajustes de Ollama Turnkey.',
    ],
    paused: [
      'Ha pausado todas las extensiones.',
      'Pulse «Reanudar» en la ventana emergente de Ollama Turnkey.',
    ],
    denied: [
      'Ha bloqueado esta extensión.',
      'Desbloquéela en los ajustes de Ollama Turnkey para que se le pregunte otra vez.',
    ],
  },
  keyProblems: {
    key_wrong: ['Esta clave no es válida en este equipo.', NEW_KEY],
    key_revoked: ['Esta clave fue revocada.', NEW_KEY],
    key_expired: ['Esta clave ha caducado.', NEW_KEY],
  },
};

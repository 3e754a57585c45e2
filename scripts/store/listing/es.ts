import type { Listing } from './listing.ts';

export const es: Listing = {
  name: 'Ollama Turnkey',
  summary: 'Permite que las extensiones que usted elija usen Ollama en este equipo.',
  description: [
    'Otras extensiones pueden usar los modelos de lenguaje de su propio Ollama, y usted decide cuáles. Cuando una extensión solicita acceso, se abre una ventana: elija qué puede hacer, con qué modelos y durante cuánto tiempo, y pulse «Permitir» o «Denegar».',
    'No hacen falta comandos de terminal para Ollama, ni OLLAMA_ORIGINS, ni reiniciar. Los ajustes muestran cada extensión con acceso, qué puede hacer y cuánto lo usa. Puede cambiar o quitar el acceso en cualquier momento; las peticiones en curso terminan de inmediato.',
    'Ollama Turnkey necesita Ollama y la aplicación Turnkey en el mismo equipo. Los ajustes muestran cómo instalar la aplicación y comprueban cada paso de la conexión.',
  ],
  purpose:
    'Permitir que otras extensiones usen Ollama en este equipo después de que el usuario haya dado permiso a cada una.',
  permissions: {
    nativeMessaging:
      'Para intercambiar mensajes con la aplicación Turnkey, que transmite a Ollama las peticiones de las extensiones permitidas.',
    storage:
      'Para guardar el token que vincula este navegador con la aplicación Turnkey y recordar las ventanas abiertas hasta que se cierre el navegador.',
    management:
      'Opcional, y solo se solicita tras un clic: para mostrar los nombres y los iconos de las extensiones en lugar de sus identificadores.',
    notifications:
      'Opcional, y solo se solicita tras un clic: para avisar de que una extensión espera una respuesta mientras ninguna ventana del navegador está en primer plano.',
  },
  privacy: [
    'La extensión guarda en este navegador un token que lo vincula con la aplicación Turnkey. No recopila datos ni contacta con ningún servidor.',
    'La aplicación Turnkey guarda en este equipo qué extensiones ha permitido o denegado, con nombres, límites y fechas, un registro de estos cambios y el número de peticiones y tokens. No guarda prompts, respuestas ni imágenes, y de las claves solo un hash.',
    'Las peticiones van a Ollama en este equipo o a la dirección que usted indique. Si permite que una extensión use modelos en la nube o la web, Ollama envía esas peticiones a ollama.com.',
  ],
  headings: {
    summary: 'Resumen',
    description: 'Descripción',
    purpose: 'Finalidad única',
    permissions: 'Permisos',
    privacy: 'Privacidad',
  },
};

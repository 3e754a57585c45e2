const NAME =
  /^(?:(?:(?:\w+:\/\/)?(?<host>\w[\w.:-]{0,349})\/)?(?<namespace>\w[\w-]{0,79})\/)?(?<model>\w[\w.-]{0,79})(?::(?<tag>\w[\w.-]{0,79}))?$/;
/** What stands at the end of a name for where the model runs. */
const CLOUD = /:cloud$|(?<=:[^/:]*)-cloud$/i;
const LOCAL = /:local$/i;

/** The full name `host/namespace/model:tag` of `[host/][namespace/]model[:tag]`; undefined if it is not valid. */
export const fullName = (text: string): string | undefined => {
  const parts = NAME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { host = 'registry.ollama.ai', namespace = 'library', model, tag = 'latest' } = parts;
  return `${host}/${namespace}/${model}:${tag}`;
};

/** A full name as listings show it: without the parts that are the default. */
export const shortName = (full: string): string => full.replace(/^registry\.ollama\.ai\/(?:library\/)?/, '');

/** The parts of a full name. */
export const partsOf = (full: string) => {
  const [host = '', namespace = '', rest = ''] = full.split('/');
  const [model = '', tag = ''] = rest.split(':');
  return { host, namespace, model, tag };
};

/** Whether a name says that its model runs on ollama.com. */
export const isCloudName = (raw: string): boolean => CLOUD.test(raw.trim());

/** A name without what says where the model runs. */
export const withoutSource = (raw: string): string => raw.trim().replace(CLOUD, '').replace(LOCAL, '');

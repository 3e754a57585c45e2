const NAME =
  /^(?:(?:(?:\w+:\/\/)?(?<host>\w[\w.:-]{0,349})\/)?(?<namespace>\w[\w-]{0,79})\/)?(?<model>\w[\w.-]{0,79})(?::(?<tag>\w[\w.-]{0,79}))?$/;
/** Matches the end of a name that says that the model runs on ollama.com. */
const CLOUD = /:cloud$|(?<=:[^/:]*)-cloud$/i;
const LOCAL = /:local$/i;

/** The full name `host/namespace/model:tag` of `[host/][namespace/]model[:tag]`; undefined if it is not valid. */
export const fullName = (text: string): string | undefined => {
  const parts = NAME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { host = 'registry.ollama.ai', namespace = 'library', model, tag = 'latest' } = parts;
  return `${host}/${namespace}/${model}:${tag}`;
};

/** A full name in the form of listings: without the default parts. */
export const shortName = (full: string): string => full.replace(/^registry\.ollama\.ai\/(?:library\/)?/, '');

/** The parts of a full name. */
export const partsOf = (full: string) => {
  const [host = '', namespace = '', rest = ''] = full.split('/');
  const [model = '', tag = ''] = rest.split(':');
  return { host, namespace, model, tag };
};

/** Whether a name is that of a model on ollama.com. */
export const isCloudName = (raw: string): boolean => CLOUD.test(raw.trim());

/** Removes the suffix that says where the model runs. */
export const withoutSource = (raw: string): string => raw.trim().replace(CLOUD, '').replace(LOCAL, '');

/** Throws unless a tag, if that is what is being released, names the version. */
export const checkTag = (env: Readonly<Record<string, string | undefined>>, version: string): void => {
  const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name } = env;
  if (type === 'tag' && name !== `v${version}`)
    throw new Error(`The tag is ${name}, and package.json has the version ${version}.`);
};

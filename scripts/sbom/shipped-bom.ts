/** The parts of a CycloneDX document that are used here: https://cyclonedx.org/docs/1.5/json/ */
export interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly scope?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

export interface Bom {
  readonly serialNumber?: string;
  readonly metadata: {
    readonly timestamp?: string;
    readonly lifecycles?: readonly { readonly phase: string }[];
    readonly component: Component;
  };
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
}

/** The packages of the lock file that the published package contains, by `name@version`. */
export interface Shipped {
  readonly name: string;
  /** Packages whose code is in the build. */
  readonly bundled: ReadonlySet<string>;
  /** Names of the packages that npm installs with it. */
  readonly installed: ReadonlySet<string>;
}

const DEVELOPMENT = 'cdx:npm:package:development';
// "Whether the package was bundled(shipped) with its parent component": CycloneDX property taxonomy, cdx:npm.
const BUNDLED = { name: 'cdx:npm:package:bundled', value: 'true' };

/** `start` and all of its direct and indirect dependencies. */
const closure = (
  start: Iterable<string>,
  dependencies: ReadonlyMap<string, readonly string[]>,
): Set<string> => {
  const reached = new Set(start);
  for (const ref of reached) for (const next of dependencies.get(ref) ?? []) reached.add(next);
  return reached;
};

/**
 * Reduces npm's document on everything in the lock to what a user of the published package gets: the packages that
 * are bundled, and those that npm installs beside it. Time and random number are left out, so that the same sources
 * give the same document. Throws if the document lacks a bundled package.
 */
export const shippedBom = (bom: Bom, { name, bundled, installed }: Shipped): Bom => {
  const { serialNumber: _, metadata, components, dependencies, ...rest } = bom;
  const { timestamp: __, component: root, ...more } = metadata;
  const known = new Map(components.map((each) => [each['bom-ref'], each]));
  const missing = [...bundled].filter((ref) => !known.has(ref));
  if (missing.length > 0) throw new Error(`npm sbom does not list bundled packages: ${missing.join(', ')}.`);

  const graph = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const beside = (graph.get(root['bom-ref']) ?? []).filter((ref) =>
    installed.has(known.get(ref)?.name ?? ''),
  );
  const kept = new Set([...bundled, ...closure(beside, graph)]);

  const shipped = (each: Component): Component => {
    if (!bundled.has(each['bom-ref'])) return each;
    const properties = (each.properties ?? []).filter((property) => property.name !== DEVELOPMENT);
    return { ...each, scope: 'required', properties: [...properties, BUNDLED] };
  };
  return {
    ...rest,
    // npm uses the name of the folder for the root.
    metadata: { ...more, lifecycles: [{ phase: 'build' }], component: { ...root, name } },
    components: components.filter((each) => kept.has(each['bom-ref'])).map(shipped),
    dependencies: dependencies
      .filter(({ ref }) => ref === root['bom-ref'] || kept.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) })),
  };
};

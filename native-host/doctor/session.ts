import type { BrowserFamily } from '../../manifests/browser-table.ts';
import { HOST_NAME } from '../../shared/identity.ts';
import { type InspectPlace, type InstallInspection, inspectInstall } from '../install/inspect-install.ts';
import { type InstallLayout, installLayout } from '../install/install-layout.ts';
import { pathOf } from '../platform/path-of.ts';
import { browserProgram } from './browser-program.ts';
import type { DoctorWorld, OllamaFacts, Started, StoreFacts } from './doctor-world.ts';

/** One check-up: the world, the installation, and what several checks look up, each once. */
export interface Session {
  readonly world: DoctorWorld;
  readonly place: InspectPlace;
  readonly layout: InstallLayout;
  inspection(): Promise<InstallInspection>;
  store(): Promise<StoreFacts>;
  ollama(): Promise<OllamaFacts>;
  /** Starts this installation as a browser of this family does. */
  start(family: BrowserFamily): Promise<Started>;
  /** Starts the program of any manifest. */
  startOther(program: { family: BrowserFamily; path: string; manifest: string }): Promise<Started>;
}

const once = <Value>(look: () => Promise<Value>): (() => Promise<Value>) => {
  let known: Promise<Value> | undefined;
  return () => {
    known ??= look();
    return known;
  };
};

export const openSession = (world: DoctorWorld, place: InspectPlace = {}): Session => {
  const layout = installLayout(place, world);
  const startOther: Session['startOther'] = (program) => world.start(browserProgram(world, program));
  const start = (family: BrowserFamily) =>
    once(() => {
      const manifest = pathOf(world.platform).join(layout.hosts, `${HOST_NAME}.json`);
      return startOther({ family, path: layout.wrapper, manifest });
    });
  const starts = { chromium: start('chromium'), firefox: start('firefox') };
  return {
    ...{ world, place, layout, startOther },
    inspection: once(() => inspectInstall(world, place)),
    store: once(world.store),
    ollama: once(world.ollama),
    start: (family) => starts[family](),
  };
};

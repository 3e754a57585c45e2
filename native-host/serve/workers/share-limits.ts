import type { ServeSettings } from '../run-serve.ts';

/** The settings of one of several processes, so that all together keep the limits of one. */
export const shareLimits = (settings: ServeSettings, workers: number): ServeSettings => {
  const { limits, bodies } = settings;
  return {
    ...settings,
    limits: { ...limits, connections: Math.ceil(limits.connections / workers) },
    // Each of them must be able to take the largest body.
    bodies: { ...bodies, all: Math.max(bodies.each, Math.floor(bodies.all / workers)) },
  };
};

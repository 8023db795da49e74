/** How one version behaves beside what it should do. */
export interface Behaviour {
  /** Milliseconds that each answer takes longer. */
  readonly delayMilliseconds: number;
  /** Share of requests that fail with 500, 0 to 1, spread evenly. */
  readonly failShare: number;
  /** Valid credentials are refused: what configuration drift looks like (B2). */
  readonly deniesCredentials: boolean;
  /** Writes are acknowledged and stored wrong. */
  readonly corruptsWrites: boolean;
  /** Kilobytes of heap that each request leaves behind. */
  readonly leaksKilobytes: number;
  /** Requests at a time beyond which all fail with 503. */
  readonly capacity: number;
}

const good: Behaviour = {
  delayMilliseconds: 0,
  failShare: 0,
  deniesCredentials: false,
  corruptsWrites: false,
  leaksKilobytes: 0,
  capacity: 200,
};

/** Every behaviour that a version can have (D1): deployments name one as `meta.behaviour`. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  good,
  slow: { ...good, delayMilliseconds: 1200 },
  failing: { ...good, failShare: 0.3 },
  "failing-and-corrupting": { ...good, failShare: 0.3, corruptsWrites: true },
  "auth-breaking": { ...good, deniesCredentials: true },
  "write-corrupting": { ...good, corruptsWrites: true },
  leaking: { ...good, leaksKilobytes: 256 },
  "failing-under-load": { ...good, delayMilliseconds: 50, capacity: 8 },
};

/** A behaviour by its name. @throws RangeError for one that is not there */
export function behaviourOf(name: string): Behaviour {
  const found = behaviours[name];
  if (!found) throw new RangeError(`no behaviour "${name}"; there are: ${Object.keys(behaviours).join(", ")}`);
  return found;
}

import type { World } from "../../world/world.ts";

/** A place in the history of a branch's data. */
export interface HistoryPoint {
  /** Branch whose history it is, as it was named at that time. */
  readonly branch: string;
  /** Sandbox time, milliseconds since 1970. */
  readonly at: number;
  /** Place in the log where one was asked for; it then rules over `at`. */
  readonly lsn?: string;
}

/** An address of a compute on this machine. */
export interface LocalAddress {
  readonly host: string;
  readonly port: number;
}

/** What became of data that were damaged on request. */
export interface Damage {
  /** Rows there were, and those that were damaged. */
  readonly rows: number;
  readonly damaged: number;
}

/**
 * What the control plane tells real databases, and asks them. A sandbox without them has no data plane: then the log is
 * reckoned by the clock, computes have Neon's host names, and operations take their time and do nothing.
 */
export interface DataPlane {
  /** Whether an operation still has real work to do. */
  isWorkingOn(operation: string): boolean;
  /** Where a compute takes connections. */
  addressOf(endpoint: string): LocalAddress | undefined;
  /** Sandbox time at which a compute was used last, milliseconds since 1970. */
  lastUseOf(endpoint: string): number | undefined;
  /** Place of the log that a branch's data had reached at a moment, where it is known. */
  lsnAt(branch: string, at: number): string | undefined;
  /** Moment at which a branch's data had reached a place of the log, where it is known; infinity for one that is still to come. */
  momentOf(branch: string, lsn: string): number | undefined;
  /** A branch was put back to a point; its old data are now those of `preserved`, or of nobody. */
  restored(branch: string, point: HistoryPoint, preserved: string | undefined, operation: string): void;
  /** Something of a branch's roles, databases or computes changed: to be done within an operation. */
  configured(branch: string, operation: string): void;
  /** A compute is to start or stop within an operation. */
  switched(endpoint: string, on: boolean, operation: string): void;
  /** Damages a share of the rows of default branches whose `/<project>/<branch>` fits a glob. (D1) */
  corrupt(path: string, share: number): Promise<Damage>;
  /** Statements that make what is in a branch's database now, or was at a point; empty where nothing is. */
  schemaOf(branch: string, database: string, point?: HistoryPoint): Promise<string>;
}

const planes = new WeakMap<World, DataPlane>();

/** The real databases behind a world, where there are any. */
export function dataPlaneOf(world: World): DataPlane | undefined {
  return planes.get(world);
}

/** Puts real databases behind a world; without one takes them away. */
export function setDataPlane(world: World, plane: DataPlane | undefined): void {
  if (plane) planes.set(world, plane);
  else planes.delete(world);
}

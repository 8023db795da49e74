import type {
  BackupScheduleItem,
  Branch,
  Database,
  Endpoint,
  Operation,
  Project,
  ProjectPermission,
  Role,
  Snapshot,
} from "@neondatabase/api-client";

/** A value that reads see late: for a while they get the one before, or none. */
export class Lagging<T extends object> {
  #value: T;
  #before: T | undefined;
  #visibleAt: number;

  constructor(value: T, lagMilliseconds: number) {
    this.#value = value;
    this.#before = undefined;
    this.#visibleAt = performance.now() + lagMilliseconds;
  }

  /** The value as reads see it. */
  get seen(): T | undefined {
    return performance.now() >= this.#visibleAt ? this.#value : this.#before;
  }

  /** The value as it is. */
  get current(): T {
    return this.#value;
  }

  /** Changes the value. */
  set(change: Partial<T>, lagMilliseconds: number): T {
    this.#before = this.seen;
    this.#value = { ...this.#value, ...change };
    this.#visibleAt = performance.now() + lagMilliseconds;
    return this.#value;
  }
}

/** A project and everything in it. */
export interface ProjectState {
  readonly project: Lagging<Project>;
  readonly branches: Map<string, Lagging<Branch>>;
  readonly endpoints: Map<string, Lagging<Endpoint>>;
  readonly roles: Map<string, Lagging<Role>>;
  readonly databases: Map<string, Lagging<Database>>;
  readonly annotations: Map<string, Record<string, string>>;
  readonly schedules: Map<string, BackupScheduleItem[]>;
  readonly operations: { operation: Operation; readonly endsAt: number; final: Operation["status"] }[];
  readonly permissions: ProjectPermission[];
  readonly vpcEndpoints: Map<string, string>;
  readonly snapshots: Snapshot[];
}

/** Key of a role or database within its project. */
export function within(branchId: string, name: string): string {
  return `${branchId}/${name}`;
}

let counter = 0;

/** A fresh id with Neon's look. */
export function freshId(prefix: string): string {
  counter += 1;
  return `${prefix}${String(counter).padStart(8, "0")}`;
}

/** A fresh number. */
export function freshNumber(): number {
  counter += 1;
  return counter;
}

/** Now, in RFC 3339. */
export function now(): string {
  return new Date().toISOString();
}

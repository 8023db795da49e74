import type { Dialect } from "../http/dialect.ts";
import type { Call } from "../http/message.ts";
import type { Route } from "../http/router.ts";
import type { Change } from "../resource-table/change.ts";
import type { Resource } from "../resource-table/resource.ts";
import type { AppointmentHandler } from "../world/agenda.ts";
import type { World } from "../world/world.ts";

/** One vendor: how it speaks, what it keeps, what it does beside that, and what is there at the beginning. */
export interface Vendor {
  readonly dialect: Dialect;
  readonly resources: readonly Resource[];
  /** Routes written by hand: acts, and what no row can say. */
  readonly routes: readonly Route[];
  /** Fills a fresh world; runs within one transaction. */
  seed(world: World): void;
  /** Told of every change of a row, within its transaction: audit logs. */
  changed?(change: Change, call: Call): void;
  /** Handlers of its appointments by kind, `pagerduty.escalate`: what it does by itself when the time has come. */
  readonly appointments?: Readonly<Record<string, AppointmentHandler>>;
  /** Its part of the control interface: `PUT responders` answers at `PUT /__sandbox/<vendor>/responders`. */
  readonly control?: Readonly<Record<string, (world: World, given: unknown) => unknown>>;
}

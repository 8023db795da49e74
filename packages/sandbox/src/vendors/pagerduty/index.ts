import type { Vendor } from "../vendor.ts";
import { routes } from "./behaviour/index.ts";
import { changed } from "./behaviour/on-change.ts";
import { dialect } from "./dialect.ts";
import { unpause, unpauseKind } from "./events/alerts.ts";
import { incidentAppointments } from "./incidents/appointments.ts";
import { responders, responderScript, setResponders } from "./incidents/responders.ts";
import type { AlertData } from "./incidents/types.ts";
import type { Entity } from "../../world/entity.ts";
import { seed } from "./seed.ts";
import { resources } from "./tables/index.ts";

/** The vendor as the sandbox plays it. */
export const pagerduty: Vendor = {
  dialect,
  resources,
  routes,
  seed,
  changed,
  appointments: {
    ...incidentAppointments,
    [unpauseKind]: ({ world, at, about, data }) => {
      if (about) unpause(world, at, about as Entity<AlertData>, data);
    },
  },
  control: {
    "GET responders": (world) => responders(world),
    "PUT responders": (world, given) => setResponders(world, responderScript.parse(given)),
  },
};

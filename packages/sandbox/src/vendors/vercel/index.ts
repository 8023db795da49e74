import type { Vendor } from "../vendor.ts";
import { dialect } from "./dialect.ts";
import { resources } from "./tables/index.ts";
import { onChange } from "./behaviour/activity.ts";
import { variablesOfNewProject } from "./behaviour/environment-variables.ts";
import { routes } from "./behaviour/index.ts";
import { buildKind, buildStep } from "./release/build.ts";
import { stageDue } from "./release/promote.ts";
import { stageKind } from "./release/rolling-release.ts";
import { seed } from "./seed.ts";

const changed: NonNullable<Vendor["changed"]> = (change, call) => {
  if (change.row.name === "project" && change.act === "created") variablesOfNewProject(change.entity, call);
  onChange(change, call);
};

const appointments = { [buildKind]: buildStep, [stageKind]: stageDue };

/** The vendor as the sandbox plays it. */
export const vercel: Vendor = { dialect, resources, routes, seed, changed, appointments };

import type { Vendor } from "../vendor.ts";
import { apps, setApps } from "./checks/apps.ts";
import { leaveArtifact } from "./artifacts/leave.ts";
import { routes } from "./behaviour/index.ts";
import { onChange } from "./behaviour/on-change.ts";
import { dialect } from "./dialect.ts";
import { seed } from "./seed.ts";
import { workflowAppointments } from "./workflows/appointments.ts";
import { bypassRules } from "./workflows/bypass.ts";
import { registeredWorkflows, registerWorkflow } from "./workflows/register.ts";
import { endJob, startRun } from "./workflows/runner.ts";
import { resources } from "./tables/index.ts";

/** GitHub as the sandbox plays it. */
export const github: Vendor = {
  dialect,
  resources,
  routes,
  seed,
  changed: onChange,
  appointments: workflowAppointments,
  control: {
    "GET workflows": (world) => registeredWorkflows(world),
    "PUT workflows": (world, given) => registerWorkflow(world, given),
    "PUT runs": (world, given) => startRun(world, given),
    "PUT jobs": (world, given) => endJob(world, given),
    "PUT artifacts": (world, given) => leaveArtifact(world, given),
    "PUT bypass": (world, given) => bypassRules(world, given),
    "GET apps": (world) => apps(world),
    "PUT apps": (world, given) => setApps(world, given),
  },
};

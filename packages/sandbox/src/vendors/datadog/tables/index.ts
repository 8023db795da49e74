import type { Resource } from "../../../resource-table/resource.ts";
import { team } from "./team.ts";

/** Every kind of thing that Datadog keeps here. */
export const resources: readonly Resource[] = [team];

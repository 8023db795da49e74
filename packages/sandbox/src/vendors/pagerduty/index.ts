import type { Vendor } from "../vendor.ts";
import { routes } from "./behaviour/index.ts";
import { changed } from "./behaviour/on-change.ts";
import { dialect } from "./dialect.ts";
import { seed } from "./seed.ts";
import { resources } from "./tables/index.ts";

/** The vendor as the sandbox plays it. */
export const pagerduty: Vendor = { dialect, resources, routes, seed, changed };

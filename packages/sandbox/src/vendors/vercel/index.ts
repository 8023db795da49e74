import type { Vendor } from "../vendor.ts";
import { dialect } from "./dialect.ts";
import { resources } from "./tables/index.ts";
import { onChange } from "./behaviour/activity.ts";
import { routes } from "./behaviour/index.ts";
import { seed } from "./seed.ts";

/** The vendor as the sandbox plays it. */
export const vercel: Vendor = { dialect, resources, routes, seed, changed: onChange };

import type { Vendor } from "../vendor.ts";
import { routes } from "./behaviour/index.ts";
import { onChange } from "./behaviour/on-change.ts";
import { dialect } from "./dialect.ts";
import { seed } from "./seed.ts";
import { resources } from "./tables/index.ts";

/** GitHub as the sandbox plays it. */
export const github: Vendor = { dialect, resources, routes, seed, changed: onChange };

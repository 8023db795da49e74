import type { Resource } from "../../../resource-table/resource.ts";

/** Every kind of thing that Neon keeps here. */
export const resources: readonly Resource[] = [];

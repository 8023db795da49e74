import type { Resource } from "../../../resource-table/resource.ts";
import { edgeConfig } from "./edge-config.ts";

/** Every kind of thing that Vercel keeps here. */
export const resources: readonly Resource[] = [edgeConfig];

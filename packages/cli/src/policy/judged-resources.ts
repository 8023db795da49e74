import type { JudgedResource } from "@launchgate/core";
import type { CapturedResource } from "../offline/capture.ts";

/** A resource of the offline plan as rules judge it. */
export function judgedCapture(resource: CapturedResource): JudgedResource {
  const { urn, type, name, parent, inputs, options, dependencies } = resource;
  return {
    urn,
    type,
    name,
    ...(parent === undefined ? {} : { parent }),
    inputs,
    protect: options.protect === true,
    ignoreChanges: options.ignoreChanges ?? [],
    dependencies,
  };
}

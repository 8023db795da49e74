import * as pulumi from "@pulumi/pulumi";
import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";

/** Any component, without behaviour. */
class RecordedComponent extends pulumi.ComponentResource {
  constructor({ type, name, inputs }: CapturedResource, options: pulumi.ComponentResourceOptions) {
    super(type, name, inputs, options);
    this.registerOutputs({});
  }
}

/** Any resource of a vendor. */
class RecordedResource extends pulumi.CustomResource {
  constructor({ type, name, inputs }: CapturedResource, options: pulumi.CustomResourceOptions) {
    super(type, name, { ...inputs }, options);
  }
}

/**
 * Registers what a plan recorded: types, names, parents, dependencies, protection and inputs, so that rules find the same stack. Default
 * providers stand in for explicit ones, whose settings are secret.
 */
export function registerRecorded(resources: readonly CapturedResource[]): void {
  const made = new Map<string, pulumi.Resource>();
  for (const resource of resources) {
    if (resource.type.startsWith("pulumi:providers:")) continue;
    const Kind = resource.custom ? RecordedResource : RecordedComponent;
    made.set(resource.urn, new Kind(resource, optionsOf(resource, made)));
  }
}

function optionsOf(
  { parent, dependencies, options }: CapturedResource,
  made: ReadonlyMap<string, pulumi.Resource>,
): pulumi.CustomResourceOptions {
  const above = parent === undefined ? undefined : made.get(parent);
  const dependsOn = dependencies.map((urn) => made.get(urn)).filter((each) => each !== undefined);
  return {
    ...(above === undefined ? {} : { parent: above }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(options.protect === undefined ? {} : { protect: options.protect }),
    ...(options.ignoreChanges === undefined ? {} : { ignoreChanges: [...options.ignoreChanges] }),
  };
}

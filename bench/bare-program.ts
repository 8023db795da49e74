import * as pulumi from "@pulumi/pulumi";
import type { CapturedResource } from "../packages/cli/src/offline/capture.ts";

/** Any component, without behaviour. */
class BareComponent extends pulumi.ComponentResource {
  constructor(resource: CapturedResource, options: pulumi.ComponentResourceOptions) {
    super(resource.type, resource.name, resource.inputs, options);
    this.registerOutputs({});
  }
}

/** Any resource, without a vendor's class. */
class BareResource extends pulumi.CustomResource {
  constructor(resource: CapturedResource, options: pulumi.CustomResourceOptions) {
    super(resource.type, resource.name, { ...resource.inputs }, options);
  }
}

/** Any explicit provider. */
class BareProvider extends pulumi.ProviderResource {
  constructor(resource: CapturedResource) {
    super(resource.type.split(":")[2] ?? "", resource.name, { ...resource.inputs });
  }
}

/** Registers the same types, names, parents and inputs with the SDK's base classes: no model, no components, no outputs. */
export function bareProgram(resources: readonly CapturedResource[]): void {
  const made = new Map<string, pulumi.Resource>();
  for (const resource of resources) {
    const parent = resource.parent === undefined ? undefined : made.get(resource.parent);
    made.set(resource.urn, register(resource, parent ? { parent } : {}));
  }
}

function register(resource: CapturedResource, options: pulumi.CustomResourceOptions): pulumi.Resource {
  if (resource.type.startsWith("pulumi:providers:")) return new BareProvider(resource);
  return resource.custom ? new BareResource(resource, options) : new BareComponent(resource, options);
}

import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { CapturedResource } from "../packages/cli/src/offline/capture.ts";

/** Any component, without behaviour. */
class BareComponent extends pulumi.ComponentResource {
  constructor(resource: CapturedResource, options: pulumi.ComponentResourceOptions) {
    super(resource.type, resource.name, resource.inputs, options);
    this.registerOutputs({});
  }
}

/** A resource of which no SDK has the class. */
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

type ResourceClass = new (name: string, inputs: object, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

const require = createRequire(import.meta.url);
const sdks: Readonly<Record<string, string>> = {
  github: "@pulumi/github",
  vercel: "@pulumiverse/vercel",
  neon: "neon-pulumi",
  pagerduty: "@pulumi/pagerduty",
  datadog: "@pulumi/datadog",
  random: "@pulumi/random",
};

/** The class with which a program of its own would make a resource of this type, from the vendor's SDK. */
function classOf(type: string): ResourceClass | undefined {
  const [vendor = "", , name = ""] = type.split(":");
  const sdk = sdks[vendor];
  if (sdk === undefined) return undefined;
  return (require(sdk) as Record<string, ResourceClass | undefined>)[name];
}

/** Registers the same types, names, parents and inputs with the vendors' own classes: no model, no components, no outputs passed. */
export function bareProgram(resources: readonly CapturedResource[]): void {
  const made = new Map<string, pulumi.Resource>();
  for (const resource of resources) {
    const parent = resource.parent === undefined ? undefined : made.get(resource.parent);
    made.set(resource.urn, register(resource, parent ? { parent } : {}));
  }
}

function register(resource: CapturedResource, options: pulumi.CustomResourceOptions): pulumi.Resource {
  if (resource.type.startsWith("pulumi:providers:")) return new BareProvider(resource);
  if (!resource.custom) return new BareComponent(resource, options);
  const Vendor = classOf(resource.type);
  return Vendor ? new Vendor(resource.name, { ...resource.inputs }, options) : new BareResource(resource, options);
}

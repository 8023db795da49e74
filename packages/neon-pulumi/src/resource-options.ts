import * as pulumi from "@pulumi/pulumi";
import { version } from "./version.ts";

/** Adds the plugin version and the outputs that are always secret to the options of a resource. */
export function resourceOptions(
  options: pulumi.CustomResourceOptions,
  secretOutputs: readonly string[],
): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions({ version, additionalSecretOutputs: [...secretOutputs] }, options);
}

/** The property bag of a resource: what the program declares, and a place for every output. */
export function resourceProperties(declared: object, outputs: readonly string[]): pulumi.Inputs {
  const places = outputs.map((name) => [name, undefined] as const);
  return { ...Object.fromEntries(places), ...declared };
}

/** Text form in which provider settings that are numbers travel. */
export function settingText(value: pulumi.Input<number> | undefined): pulumi.Output<string> | undefined {
  return value === undefined ? undefined : pulumi.output(value).apply((plain) => JSON.stringify(plain));
}

import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { DeploymentEnvironment } from "./deployment-environment.ts";
import { rulesEnvironmentArgs, type RulesEnvironmentsArgs } from "./rules-environments-args.ts";

/**
 * The environments at which jobs of the rules repository stand (P3, S3): one for each stack that lasts, with the approval of its
 * stage, and those that judge, preview, watch and clean up. Each takes the default branch only, which everybody has seen.
 */
export class RulesEnvironments extends Component {
  constructor(name: string, args: RulesEnvironmentsArgs, options?: pulumi.ComponentResourceOptions) {
    const all = rulesEnvironmentArgs(args);
    super("launchgate:github:RulesEnvironments", name, { environments: all.map(({ stageId }) => stageId) }, options);
    for (const each of all) new DeploymentEnvironment(this.child(each.stageId), each, { parent: this });
    this.registerOutputs({});
  }
}

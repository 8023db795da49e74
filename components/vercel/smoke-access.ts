import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";

/** Arguments of {@link SmokeAccess}. */
export interface SmokeAccessArgs {
  /** Project whose protection is passed. */
  readonly projectId: pulumi.Input<string>;
  /** Line that says whose the bypass is, at most 100 characters. */
  readonly note: string;
}

/**
 * The key with which smoke tests pass deployment protection (P4): a generated secret that callers send as the header
 * `x-vercel-protection-bypass`. A replacement of the password rotates it; the new bypass exists before the old one goes.
 */
export class SmokeAccess extends Component {
  /** The secret, 32 letters and digits. */
  readonly bypassSecret: pulumi.Output<string>;

  constructor(name: string, args: SmokeAccessArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:vercel:SmokeAccess", name, { note: args.note }, options);
    const secret = this.#secret();
    const bypass = this.#bypass(args, secret);
    this.bypassSecret = pulumi.secret(bypass.secret);
    this.registerOutputs({ bypassSecret: this.bypassSecret });
  }

  /** Vercel takes exactly 32 letters and digits. */
  #secret(): random.RandomPassword {
    return new random.RandomPassword(this.child("secret"), { length: 32, special: false }, this.under());
  }

  /** `isEnvVar`: the only bypass of a project always is the default one that deployments see; saying so shows no drift. */
  #bypass(args: SmokeAccessArgs, secret: random.RandomPassword): vercel.ProjectProtectionBypass {
    return new vercel.ProjectProtectionBypass(
      this.child("bypass"),
      { projectId: args.projectId, secret: secret.result, note: args.note, isEnvVar: true },
      this.under(),
    );
  }
}

import { actOwnedPaths, vendorName } from "@launchgate/core";
import type { KillSwitch } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";

/** Arguments of {@link KillSwitches}. */
export interface KillSwitchesArgs {
  readonly serviceId: string;
  readonly stageId: string;
  /** Switches by key, which is also the key in the store. */
  readonly killSwitches: Readonly<Record<string, KillSwitch>>;
  /** Guards the store and the switches: an application without its switch cannot be stopped. False in ephemeral stacks. */
  readonly protect: boolean;
}

/**
 * The switches that take a feature or all writes off within seconds (B9), as boolean items of one Edge Config store. The
 * program makes sure that they exist; commands own their values (house decision 3), so an update never flips one back.
 */
export class KillSwitches extends Component {
  /** Id of the store, for the commands that flip switches. */
  readonly edgeConfigId: pulumi.Output<string>;
  /** Address with read token that the application reads the switches from. Secret. */
  readonly connection: pulumi.Output<string>;

  readonly #args: KillSwitchesArgs;

  constructor(name: string, args: KillSwitchesArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:vercel:KillSwitches", name, { killSwitches: Object.keys(args.killSwitches) }, options);
    this.#args = args;
    const store = this.#store();
    for (const [key, killSwitch] of Object.entries(args.killSwitches)) this.#item(store, key, killSwitch);
    this.edgeConfigId = store.id;
    this.connection = pulumi.secret(this.#token(store).connectionString);
    this.registerOutputs({ edgeConfigId: this.edgeConfigId, connection: this.connection });
  }

  get #storeName(): string {
    return vendorName("vercelEdgeConfig", this.#args.serviceId, this.#args.stageId);
  }

  #store(): vercel.EdgeConfig {
    const { protect } = this.#args;
    return new vercel.EdgeConfig(
      this.child("store"),
      { name: this.#storeName },
      this.under({ protect, retainOnDelete: protect }),
    );
  }

  /** Deleted before replaced: creation writes the key over, and a later deletion of the old one would remove it. */
  #item(store: vercel.EdgeConfig, key: string, killSwitch: KillSwitch): void {
    new vercel.EdgeConfigItem(
      this.child(key),
      { edgeConfigId: store.id, key, valueJson: killSwitch.initially },
      this.under({
        protect: this.#args.protect,
        deleteBeforeReplace: true,
        ignoreChanges: actOwnedPaths("vercel:index/edgeConfigItem:EdgeConfigItem"),
      }),
    );
  }

  #token(store: vercel.EdgeConfig): vercel.EdgeConfigToken {
    return new vercel.EdgeConfigToken(
      this.child("token"),
      { edgeConfigId: store.id, label: this.#storeName },
      this.under(),
    );
  }
}

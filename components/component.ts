import * as pulumi from "@pulumi/pulumi";

/** Type token of a component: `launchgate:<vendor>:<Class>`. */
export type ComponentType = `launchgate:${string}:${string}`;

/**
 * Base of every component. A subclass resolves its arguments and throws once, before `super()`; makes children in short
 * private methods; assigns readonly outputs; ends with `registerOutputs`.
 *
 * The `inputs` given to `super` reach the engine, the state and the policies: plain data, secrets wrapped.
 */
export abstract class Component extends pulumi.ComponentResource {
  readonly #name: string;

  protected constructor(
    type: ComponentType,
    name: string,
    inputs: pulumi.Inputs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(type, name, inputs, options);
    this.#name = name;
  }

  /** Logical name of a child: this component's name, a hyphen, a stable role. Never an index. */
  protected child(role: string): string {
    return `${this.#name}-${role}`;
  }

  /** Options of a child: parent is this component; `options` are merged in. */
  protected under(options: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return pulumi.mergeOptions({ parent: this }, options);
  }
}

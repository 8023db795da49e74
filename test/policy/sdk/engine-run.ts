import type { JudgedResource } from "@launchgate/core";
import type {
  Policy,
  PolicyResource,
  ReportViolation,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidation,
  StackValidationArgs,
} from "@pulumi/policy";

/** What a policy reported. */
export interface Reported {
  readonly policy: string;
  readonly message: string;
  readonly urn: string | undefined;
}

/** What was reported of a stack, and which policies did not apply for want of a type. */
export interface StackReport {
  readonly reported: readonly Reported[];
  readonly notApplicable: Readonly<Record<string, string>>;
}

/** What a policy does, as far as it has anything to do, with the SDK's own mark of the type that it is for. */
interface Functions {
  readonly validateResource?: ResourceValidation;
  readonly validateStack?: StackValidation & { readonly __pulumiType?: string };
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * Asks policies in this process as the SDK's server does for the engine's calls: in order, those alone that have a function at that moment,
 * and of a stack those whose type it holds. Whether the SDK really does so is what test/policy/loader asks.
 */
export class EngineRun {
  readonly #policies: readonly Policy[];
  readonly #settings: Settings;

  constructor(policies: readonly Policy[], settings: Settings = {}) {
    this.#policies = policies;
    this.#settings = settings;
  }

  /** One resource, before it is written. */
  resource(resource: JudgedResource): readonly Reported[] {
    const { urn, type, name, inputs: props } = resource;
    const args = { urn, type, name, props, opts: optionsOf(resource), getConfig: () => this.#settings };
    const reported: Reported[] = [];
    for (const policy of this.#policies) {
      const { validateResource } = policy as Functions;
      void validateResource?.(args as unknown as ResourceValidationArgs, reporter(policy, reported));
    }
    return reported;
  }

  /** The stack, at the end. */
  stack(resources: readonly PolicyResource[]): StackReport {
    const args = { resources, getConfig: () => this.#settings } as unknown as StackValidationArgs;
    const reported: Reported[] = [];
    const notApplicable: Record<string, string> = {};
    for (const policy of this.#policies) {
      const { validateStack } = policy as Functions;
      const type = validateStack?.__pulumiType;
      if (type !== undefined && !resources.some((each) => each.type === type)) notApplicable[policy.name] = type;
      else void validateStack?.(args, reporter(policy, reported));
    }
    return { reported, notApplicable };
  }

  /** Both calls for a stack as it is declared: what is said of each resource, then of the stack. */
  both(resources: readonly JudgedResource[]): { readonly each: readonly Reported[]; readonly stack: StackReport } {
    const each = resources.flatMap((one) => this.resource(one));
    return { each, stack: this.stack(atEnd(resources)) };
  }
}

/** A resource as the engine hands it over at the end: outputs, of which a component has none, and links to others. */
export function outputsOf(resource: JudgedResource, changes: Partial<PolicyResource> = {}): PolicyResource {
  const { urn, type, name, inputs } = resource;
  const props = type.startsWith("launchgate:") ? {} : inputs;
  const links = { dependencies: [], propertyDependencies: {} };
  return { urn, type, name, props, opts: optionsOf(resource), ...links, ...changes } as unknown as PolicyResource;
}

/** The stack at the end, each resource with those that it takes values from. */
function atEnd(resources: readonly JudgedResource[]): readonly PolicyResource[] {
  const all = new Map(resources.map((each) => [each.urn, outputsOf(each)]));
  return resources.map((each) => ({
    ...outputsOf(each),
    dependencies: each.dependencies.flatMap((urn) => all.get(urn) ?? []),
  }));
}

function optionsOf({ parent, protect, ignoreChanges }: JudgedResource): object {
  return { parent, protect, ignoreChanges };
}

function reporter({ name }: Policy, reported: Reported[]): ReportViolation {
  return (message, urn) => void reported.push({ policy: name, message, urn });
}

import { LaunchgateError, serviceStageName, type Model, type NameKind, type StackModel } from "@launchgate/core";

/** Refuses what a throw-away stack cannot be made after. @throws LaunchgateError `stack.origin` */
export function requireOrigin({ stacks }: Pick<Model, "stacks">, from: string): void {
  const kind = Object.hasOwn(stacks, from) ? stacks[from]?.kind : undefined;
  if (kind === "stage") return;
  const stages = Object.keys(stacks).filter((name) => stacks[name]?.kind === "stage");
  throw new LaunchgateError({
    code: "stack.origin",
    message: kind === undefined ? `There is no stack "${from}" to make one after.` : `"${from}" is no stage.`,
    fix: `Use --from with one of ${stages.join(", ")}.`,
  });
}

/** Kinds with one object for each service and stage, whose names must differ within the account. */
const kinds = ["vercelProject", "neonProject", "vercelEdgeConfig", "pagerDutyService"] as const satisfies NameKind[];

/** Names at the vendors of every service of one stage; tickets have a PagerDuty service of their own. */
function namesOf(services: readonly string[], stage: string): readonly string[] {
  return services.flatMap((service) => [
    ...kinds.map((kind) => `${kind} ${serviceStageName(kind, service, stage)}`),
    `pagerDutyService ${serviceStageName("pagerDutyService", service, `${stage}-tickets`)}`,
  ]);
}

/** Refuses a stack whose objects would get names that another stack's have. @throws LaunchgateError `stack.name-taken` */
export function requireOwnNames({ stackName, stack, stacks }: StackModel): void {
  if (stack.kind !== "stage") return;
  const own = new Set(namesOf(stack.services, stack.stage));
  for (const [other, definition] of Object.entries(stacks)) {
    if (other === stackName || definition.kind !== "stage") continue;
    const shared = namesOf(definition.services, definition.stage).find((each) => own.has(each));
    if (shared !== undefined) throw nameTaken(stackName, `${shared} would be that of stack "${other}" too`);
  }
}

/** The name cannot be used. */
export function nameTaken(name: string, why: string): LaunchgateError {
  return new LaunchgateError({
    code: "stack.name-taken",
    message: `A stack cannot be named "${name}": ${why}.`,
    fix: "Choose another --name, such as drill-x.",
  });
}

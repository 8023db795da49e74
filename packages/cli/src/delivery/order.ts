import { LaunchgateError, lastingStacks, sharedStacks, type Model } from "@launchgate/core";

/** Every stack that lasts, in the order of delivery: shared ones, development, staging, production. (P1, P4) */
export function deliveryOrder(model: Pick<Model, "stacks" | "stages">): readonly string[] {
  return [...sharedStacks(model), ...lastingStacks(model).map(({ stack }) => stack)];
}

/** The stacks from one to another, both included. Default: all. @throws LaunchgateError `deploy.unknown-stack`, `deploy.order` */
export function stacksBetween(
  model: Pick<Model, "stacks" | "stages">,
  from: string | undefined,
  to: string | undefined,
): readonly string[] {
  const all = deliveryOrder(model);
  const first = from === undefined ? 0 : indexIn(all, from);
  const last = to === undefined ? all.length - 1 : indexIn(all, to);
  if (first <= last) return all.slice(first, last + 1);
  throw new LaunchgateError({
    code: "deploy.order",
    message: `"${from ?? ""}" comes after "${to ?? ""}".`,
    fix: `The order is ${all.join(", ")}.`,
  });
}

function indexIn(all: readonly string[], stack: string): number {
  const index = all.indexOf(stack);
  if (index >= 0) return index;
  throw new LaunchgateError({
    code: "deploy.unknown-stack",
    message: `"${stack}" is no stack that is delivered to.`,
    fix: `Give one of: ${all.join(", ")}.`,
  });
}

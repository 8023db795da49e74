import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

/** One change of one resource that the program declares; without a value the input is left out. Data of `StackEdit.changes`. */
type Change = { readonly type: string; readonly name: string } & (
  { readonly path: string; readonly value?: unknown } | { readonly protect: boolean }
);

/**
 * Makes the program declare resources otherwise than the model says, which refuses most violations by itself: what a mistake in a component
 * would do. The changes stand in a file beside the program, `{ <stack>: [change, ...] }`; it is copied into the folder of a test.
 */
export function seed(file: string, stack: string): void {
  const all = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly Change[]>>;
  const changes = all[stack] ?? [];
  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const own = changes.filter((each) => each.type === type && each.name === name);
    if (own.length === 0) return undefined;
    return own.reduce<pulumi.ResourceTransformationResult>(changed, { props: props, opts });
  });
}

function changed({ props, opts }: pulumi.ResourceTransformationResult, change: Change) {
  if ("protect" in change) return { props, opts: { ...opts, protect: change.protect } };
  const value = "value" in change ? { value: change.value } : undefined;
  return { props: withValue(props, change.path.split("."), value) as pulumi.Inputs, opts };
}

/** `holder` with another value at a path, whether or not what stands there is known already. */
function withValue(
  holder: unknown,
  [key = "", ...rest]: readonly string[],
  value: { value: unknown } | undefined,
): unknown {
  if (pulumi.Output.isInstance(holder))
    return holder.apply((known: unknown) => withValue(known, [key, ...rest], value));
  const copy: Record<string, unknown> = Array.isArray(holder)
    ? (Object.assign([], holder) as unknown as Record<string, unknown>)
    : { ...(holder as object) };
  if (rest.length > 0) copy[key] = withValue(copy[key], rest, value);
  else if (value === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = value.value;
  return copy;
}

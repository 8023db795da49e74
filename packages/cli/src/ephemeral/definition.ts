import { idSchema, LaunchgateError } from "@launchgate/core";
import { z } from "zod";

/** What makes a throw-away stack: everything else is derived from the model, so that any clone can rebuild it. (D1) */
export const definitionSchema = z.strictObject({
  /** Form of the definition. */
  version: z.literal(1),
  /** Name of the stack, and of its stage. */
  name: idSchema,
  /** Stack of the model that it is made after. */
  from: idSchema,
  /** ISO 8601. */
  createdAt: z.iso.datetime(),
  /** ISO 8601; from then on `stack sweep` removes it. */
  expiresAt: z.iso.datetime(),
});

/** See {@link definitionSchema}. */
export type EphemeralDefinition = z.infer<typeof definitionSchema>;

/** Tag with the moment from which on a throw-away stack is removed: set before anything is made at a vendor. */
export const expiresTag = "launchgate:expires";
/** Tag with what a throw-away stack is made after. */
export const fromTag = "launchgate:from";
/** Tag with the moment at which a throw-away stack was made. */
export const createdTag = "launchgate:created";

/** Tags that hold a definition with the stack itself: whoever reaches the backend can rebuild it. */
export function tagsOf({ from, createdAt, expiresAt }: EphemeralDefinition): Readonly<Record<string, string>> {
  return { [expiresTag]: expiresAt, [fromTag]: from, [createdTag]: createdAt };
}

/** The definition that tags hold; undefined where they hold none. */
export function definitionOf(name: string, tags: Readonly<Record<string, string>>): EphemeralDefinition | undefined {
  const parsed = definitionSchema.safeParse({
    version: 1,
    name,
    from: tags[fromTag],
    createdAt: tags[createdTag],
    expiresAt: tags[expiresTag],
  });
  return parsed.success ? parsed.data : undefined;
}

/** Longest name: with the longest service before it, every vendor still takes it whole or shortened. Characters. */
const longestName = 30;

/** Refuses a name that no throw-away stack can have. @throws LaunchgateError `stack.name` */
export function requireName(name: string): void {
  if (idSchema.safeParse(name).success && name.length <= longestName) return;
  throw new LaunchgateError({
    code: "stack.name",
    message: `"${name}" cannot be the name of a stack.`,
    fix: `Use at most ${String(longestName)} lower-case letters, digits and single hyphens, beginning with a letter: drill-x.`,
  });
}

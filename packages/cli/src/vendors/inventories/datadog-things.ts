import { z } from "zod";
import { isMarked, type InventoryObject } from "../inventory-object.ts";

/** Words that may be missing. */
export const text = z.string().nullish();
/** A moment in either form of the SDK, which may be missing. */
export const day = z.union([z.string(), z.date()]).nullish();
/** Tags of a thing. */
export const tags = z.array(z.string()).nullish();
/** A thing of the second version of the interface. */
export const named = z.object({
  id: z.string(),
  attributes: z
    .object({
      name: text,
      policyType: text.catch(undefined),
      policy: z.object({ tagKey: text }).optional().catch(undefined),
    })
    .optional(),
});

/** Body of a list of the second version. */
export function list<T>(item: z.ZodType<T>): z.ZodType<{ data?: T[] | null | undefined }> {
  return z.object({ data: z.array(item).nullish() });
}

/** Items of such a body. */
export function within<T>({ data }: { readonly data?: readonly T[] | null | undefined }): readonly T[] {
  return data ?? [];
}

/** What tags say: the mark, and the stage (`env:prod`). */
export function marks(
  own: readonly string[] | null | undefined,
  others: readonly string[] = [],
): Pick<InventoryObject, "managedTag" | "stage"> {
  const all = [...(own ?? []), ...others];
  const stage = all.map((tag) => /^env:(.+)$/.exec(tag)?.[1]).find((each) => each !== undefined);
  return { managedTag: isMarked(...all), ...(stage === undefined ? {} : { stage }) };
}

/** When it was changed, where the vendor says so. */
export function changed(at: string | Date | null | undefined): { changedAt?: string } {
  return at === undefined || at === null ? {} : { changedAt: iso(at) };
}

/** Words, where there are any. */
export function nonEmpty(words: string | null | undefined): string | undefined {
  return words === null || words === "" ? undefined : words;
}

/** A moment as ISO 8601. */
export function iso(at: string | Date): string {
  return new Date(at).toISOString();
}

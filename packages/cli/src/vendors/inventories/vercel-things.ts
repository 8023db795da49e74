import { z } from "zod";

/** A moment as Vercel tells it: milliseconds. */
export const moment = z.number().optional();

/** What tells of a further page, where there is one. */
export const next = z.object({
  pagination: z.object({ next: z.union([z.number(), z.string()]).nullish() }).optional(),
});

/** Every page; a page names the beginning of the next one. */
export async function pages<T extends z.infer<typeof next>>(
  read: (from: string | undefined) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let from: string | undefined;
  for (;;) {
    const page = await read(from);
    found.push(page);
    const after = page.pagination?.next;
    if (after === undefined || after === null || String(after) === from) return found;
    from = String(after);
  }
}

/** When it was changed, where the vendor says so. */
export function changed(at: number | undefined): { changedAt?: string } {
  return at === undefined ? {} : { changedAt: new Date(at).toISOString() };
}

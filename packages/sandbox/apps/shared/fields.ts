import { z } from "zod";
import { Refused } from "./reply.ts";

/** Mark that a client gives a write, so that it can be sent again: the second time changes nothing. */
export const clientId = z.string().regex(/^[\w-]{1,64}$/);

/** Reads fields of a body. @throws Refused 422 with every problem */
export function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(422, "INVALID", z.prettifyError(result.error));
  return result.data;
}

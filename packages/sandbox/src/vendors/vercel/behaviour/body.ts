import type { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import { validate } from "../../../resource-table/validate.ts";

/** Fields of a body. @throws Refusal `invalid` with every problem */
export function bodyOf<S extends z.ZodObject>(schema: S, call: Call, what: string): z.infer<S> {
  const result = validate(schema, call.request.body);
  if (!result.ok) throw invalid(what, ...result.problems);
  return result.fields as z.infer<S>;
}

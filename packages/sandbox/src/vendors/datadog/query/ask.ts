import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { metricsOf } from "../metrics/submit.ts";
import type { Grid, Grouped } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { intervalOf } from "./intervals.ts";
import { parseQuery } from "./parse.ts";
import { QueryError } from "./tokens.ts";

/** Groups without a single value in the time asked for are not in an answer. */
export function withData(values: Grouped): Grouped {
  return new Map([...values].filter(([, each]) => each.some((value) => !Number.isNaN(value))));
}

/** The intervals of a time, milliseconds; `asked`: those of an interval of the client. @throws Refusal 400 */
export function gridOf({ world }: Call, expression: Expression, from: number, to: number, asked?: number): Grid {
  if (!(to > from)) throw refuseWith(400, { errors: ["Invalid parameter: from must be before to"] });
  const interval = asked ?? intervalOf(expression, to - from);
  const start = Math.floor(from / interval) * interval;
  return { metrics: metricsOf(world), from: start, interval, length: Math.ceil((to - start) / interval) };
}

/** Reads a query of a request. @throws Refusal 400 with why it cannot be read */
export function parsed(text: string, names: readonly string[]): Expression {
  try {
    return parseQuery(text, names);
  } catch (error) {
    if (error instanceof QueryError) throw refuseWith(400, { errors: [`Error parsing query: ${error.message}`] });
    throw error;
  }
}

/** The tags of a group: none of `*`. */
export function tagsOf(group: string): readonly string[] {
  return group === "*" ? [] : group.split(",");
}

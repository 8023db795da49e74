import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../../test/golden/plans");

/** One resource of a captured plan. */
export interface Planned {
  readonly name: string;
  // Inputs differ by type; the tests turn them into bodies as the provider does.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: any;
}

/** The PagerDuty resources of one type that the captured plan of a stack declares: `planned("shared", "User")`. */
export function planned(stack: "prod" | "shared", type: string): readonly Planned[] {
  const plan = JSON.parse(readFileSync(join(folder, `${stack}.json`), "utf8")) as Record<
    string,
    Planned & { type: string }
  >;
  const found = Object.values(plan).filter(
    (each) => each.type.startsWith("pagerduty:") && each.type.endsWith(`:${type}`),
  );
  if (found.length === 0) throw new Error(`no pagerduty ${type} in the plan of ${stack}`);
  return found;
}

/** Name of the resource that a captured reference `<pagerduty:Team on-call-team: id>` leads to. */
export function target(reference: string): string {
  const name = /^<\S+ (?:vendor )?(.+): id>$/.exec(reference)?.[1];
  if (name === undefined) throw new Error(`no reference: ${reference}`);
  return name;
}

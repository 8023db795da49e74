import { createHash } from "node:crypto";
import type { Dictionary } from "@launchgate/core";
import type { EphemeralDefinition } from "./definition.ts";

/**
 * What a throw-away stack adds to the model as written: a stage of its own, made after another one, and its stack. The stage's id is
 * the stack's name, so that no vendor object shares a name with another stage's (house decision 1). Nobody but drill people is paged,
 * nobody is asked to approve, nothing is protected, the calendar is open. Pure. (D1)
 */
export function ephemeralOverlay({ name, from }: EphemeralDefinition, written: Dictionary): Dictionary {
  const origin = at(at(written, "stacks"), from);
  const stage = at(at(written, "stages"), String(origin["stage"]));
  const window = `throw-away-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  return {
    stages: {
      [name]: {
        ...without(stage, "supportHours"),
        title: `Throw-away ${name}`,
        kind: "drill",
        approval: {},
        branchPolicy: { branches: ["main"] },
        paging: stage["paging"] === "nobody" ? "nobody" : "drill",
        database: { ...without(at(stage, "database"), "previewBranches"), protected: false },
      },
    },
    stacks: { [name]: { kind: "stage", stage: name, services: origin["services"], ephemeral: true } },
    release: { freeze: { windows: { [window]: alwaysOpen(name) } } },
  };
}

/** An environment that nobody listed is closed (L1): this one is listed as always open. */
function alwaysOpen(stage: string): Dictionary {
  return {
    title: `Throw-away ${stage} is always open`,
    kind: "allow",
    stages: [stage],
    timeZone: "UTC",
    start: "2026-01-01T00:00",
    duration: "1 day",
    recurrence: "FREQ=DAILY",
  };
}

function at(map: Dictionary, key: string): Dictionary {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === "object" && value !== null ? (value as Dictionary) : {};
}

function without(map: Dictionary, key: string): Dictionary {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));
}

import type { Finding, JudgedResource } from "@launchgate/core";
import { judgeStack } from "../../policy/pack.ts";
import type { StackName } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";
import { providerRefusals } from "./provider-refusals.ts";
import type { RuleTable } from "./rule-table.ts";
import { StackEdit, type ResourceChange } from "./stack-edit.ts";
import { ruleTables } from "./tables.ts";

/** The moment as of which seeds are judged, by whichever way: a working day. */
export const seedInstant = new Date("2026-11-24T10:00:00+01:00");

/** What a rule said of a resource: the same, whoever asked. */
export interface Told {
  readonly rule: string;
  /** Logical name; `stack` for the stack as a whole. */
  readonly resource: string;
  readonly message: string;
}

/** Changes by which a stack breaks rules, and everything that is then said. */
export interface Seeds {
  /** Rules whose tables the changes come from. */
  readonly rules: readonly string[];
  readonly changes: readonly ResourceChange[];
  /** Every violation, sorted. */
  readonly told: readonly Told[];
}

/** A rule that needs no table: it breaks where the plan cannot be read, and with it every rule that reads the plan. */
const unreadable = {
  id: "plan-stack-require-release-plan",
  stack: "prod",
  edit: (stack: StackEdit) => stack.set("release-plan", "ramp", undefined),
} as const;

/** One breaking change of each rule: the first of its tables that one stack can be made to declare and its provider takes. */
async function seedsOf(stack: StackName): Promise<readonly Seeds[]> {
  const resources = await captured(stack);
  const chosen = new Map<string, Seeds>();
  const take = (id: string, edit: (stack: StackEdit) => unknown): void => {
    const seeded = new StackEdit(resources);
    edit(seeded);
    if (seeded.changes === undefined || chosen.has(id) || isRefused(resources, seeded)) return;
    chosen.set(id, { rules: [id], changes: seeded.changes, told: violationsOf(seeded.resources) });
  };
  for (const { rule, breaks } of ruleTables.filter((each) => isFor(each, stack)))
    for (const { edit } of breaks) take(rule.id, edit);
  if (stack === unreadable.stack) take(unreadable.id, unreadable.edit);
  return [...chosen.values()];
}

/** Whether a provider refuses a changed resource by itself, so that no rule is asked. */
function isRefused(resources: readonly JudgedResource[], seeded: StackEdit): boolean {
  const original = new StackEdit(resources);
  const names = [...new Set(seeded.changes?.map(({ name }) => name))];
  return names.some((name) => {
    const known = providerRefusals(original.one(name));
    return providerRefusals(seeded.one(name)).some((each) => !known.includes(each));
  });
}

/** Each rule is seeded in one stack: that of its first table. What is advice in a preview stops none. */
function isFor({ rule, stack, phase }: RuleTable, wanted: StackName): boolean {
  const first = ruleTables.find((each) => each.rule.id === rule.id);
  return stack === wanted && first?.stack === wanted && rule.id !== "plan-freeze-forbid-update" && phase === undefined;
}

/** What the plan of a stack breaks, sorted. */
export function violationsOf(resources: readonly JudgedResource[]): readonly Told[] {
  const { findings } = judgeStack({ resources, now: seedInstant, settings: { plan: "always" } });
  return sorted(findings.filter(({ kind }) => kind === "violation"));
}

/** In one order, and with nothing else. */
export function sorted(found: readonly Pick<Finding, keyof Told>[]): readonly Told[] {
  const key = ({ rule, resource, message }: Told): string => `${rule} ${resource} ${message}`;
  return found
    .map(({ rule, resource, message }) => ({ rule, resource, message }))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * The seeds of a stack in as few batches as go: seeds come together where each still says what it says alone, and nothing more is said.
 * `limit`: most violations of a batch; a seed that alone has more is left out. Default any number. `without`: rules that are left out.
 */
export async function batchesOf(
  stack: StackName,
  limit = Infinity,
  without: readonly string[] = [],
): Promise<readonly Seeds[]> {
  const resources = await captured(stack);
  const batches: Seeds[] = [];
  const seeds = (await seedsOf(stack)).filter(({ rules }) => !rules.some((each) => without.includes(each)));
  const fitting = seeds.filter(({ told }) => told.length <= limit);
  for (const seed of fitting) {
    const taken = batches.some((batch, place) => {
      const both = joined(resources, batch, seed);
      if (both === undefined || both.told.length > limit) return false;
      batches[place] = both;
      return true;
    });
    if (!taken) batches.push(seed);
  }
  return batches;
}

/** Two sets of seeds as one; undefined where one hides or adds to what the other says. */
function joined(resources: readonly JudgedResource[], one: Seeds, other: Seeds): Seeds | undefined {
  const changes = [...one.changes, ...other.changes];
  const told = violationsOf(new StackEdit(resources).repeat(changes).resources);
  const keys = new Set([...one.told, ...other.told].map((each) => JSON.stringify(each)));
  const same = told.length === keys.size && told.every((each) => keys.has(JSON.stringify(each)));
  return same ? { rules: [...one.rules, ...other.rules], changes, told } : undefined;
}

/** The same seeds with a waiver for each violation, as the plan of the stack would carry them. */
export async function waived(stack: StackName, seeds: Seeds): Promise<readonly ResourceChange[]> {
  const edit = new StackEdit(await captured(stack)).repeat(seeds.changes);
  if (stack !== "shared") edit.set("release-plan", "stage.waiverLimit", seeds.told.length);
  for (const [index, { rule, resource }] of seeds.told.entries()) {
    edit.set("release-plan", `waivers.seeded-${String(index)}`, {
      rule,
      stack,
      resource,
      owner: "ada-brandt",
      reason: "Seeded by a test, and excused by it.",
      link: "https://example.com/issues/1",
      granted: "2026-11-23",
      expires: "2026-11-30",
      timeZone: "Europe/Berlin",
    });
  }
  return edit.changes ?? [];
}

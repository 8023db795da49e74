import type { Properties } from "@launchgate/provider-kit";
import { listOf, objectOf } from "./places.ts";

const lists = new Set(["inc", "ninc"]);
const existence = new Set(["ex", "nex"]);

/** Groups of Vercel's own core rules. */
export const coreRules = ["sd", "ma", "lfi", "rfi", "rce", "php", "gen", "xss", "sqli", "sf", "java"] as const;

/** Without members that are not there. */
function given(value: Properties): Properties {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));
}

/** A condition's value goes as a list, as text, or as nothing, by its operator. Source: `FirewallRule.Conditions`. */
function conditionTo({ type, op, neg, key, value, values }: Properties): Properties {
  const operator = String(op);
  const told = lists.has(operator) ? (values ?? []) : existence.has(operator) ? "" : (value ?? "");
  return given({ type, op, neg, key, value: told });
}

function conditionFrom({ type, op, neg, key, value }: Properties): Properties {
  if (Array.isArray(value)) return given({ type, op, neg, key, values: value as unknown });
  return given({ type, op, neg, key, value: existence.has(String(op)) ? undefined : value });
}

/** A rule to the vendor; `id` where the vendor has one of that name, so that it stays the same rule. */
export function ruleTo(rule: Properties, id: unknown): Properties {
  const { name, description, active, action, conditionGroups } = rule;
  return given({
    id,
    name,
    description,
    active: active ?? true,
    conditionGroup: listOf(conditionGroups).map(({ conditions }) => ({
      conditions: listOf(conditions).map(conditionTo),
    })),
    action: { mitigate: given(objectOf(action)) },
  });
}

/** A rule as the program writes it. */
export function ruleFrom({ id, name, description, active, conditionGroup, action }: Properties): Properties {
  return given({
    id,
    name,
    description,
    active,
    conditionGroups: listOf(conditionGroup).map(({ conditions }) => ({
      conditions: listOf(conditions).map(conditionFrom),
    })),
    action: given(objectOf(objectOf(action)["mitigate"])),
  });
}

/** Managed rule sets to the vendor: core rules apart. Bots without `active` are off, core rules on: `toClient` of the provider. */
export function rulesetsTo(value: unknown): Properties {
  const { aiBots, botProtection, botFilter, owasp } = objectOf(value);
  const bots = (each: unknown): Properties | undefined =>
    each === undefined || each === null
      ? undefined
      : given({ active: objectOf(each)["active"] ?? false, action: objectOf(each)["action"] });
  const core = Object.entries(objectOf(owasp)).map(([key, each]) => {
    const { active, action } = objectOf(each);
    return [key, { active: active ?? true, action }] as const;
  });
  return {
    managedRules: given({ ai_bots: bots(aiBots), bot_protection: bots(botProtection ?? botFilter) }),
    ...(core.length === 0 ? {} : { crs: Object.fromEntries(core) }),
  };
}

/** Managed rule sets as the program writes them; `botFilter` is the old name of `botProtection`. */
export function rulesetsFrom(body: Properties, declared: Properties): Properties {
  const { ai_bots: aiBots, bot_protection: bots } = objectOf(body["managedRules"]);
  const name = declared["botFilter"] === undefined ? "botProtection" : "botFilter";
  return given({ aiBots, [name]: bots, owasp: body["crs"] });
}

import { z } from "zod";

const ruleAction = z.enum(["log", "challenge", "deny", "bypass", "rate_limit", "redirect"]);

const condition = z.strictObject({
  type: z.string().min(1),
  op: z.enum(["re", "eq", "neq", "ex", "nex", "inc", "ninc", "pre", "suf", "sub", "gt", "gte", "lt", "lte"]),
  neg: z.boolean().optional(),
  key: z.string().optional(),
  value: z.unknown().optional(),
});

const rateLimit = z.strictObject({
  algo: z.enum(["fixed_window", "token_bucket"]),
  window: z.number().min(10).max(3600),
  limit: z.number().min(1).max(10_000_000),
  keys: z.array(z.string()).min(1),
  action: z.enum(["deny", "log", "challenge", "rate_limit"]).nullable().optional(),
});

const mitigate = z.strictObject({
  action: ruleAction,
  rateLimit: rateLimit.nullable().optional(),
  redirect: z.strictObject({ location: z.string(), permanent: z.boolean() }).nullable().optional(),
  actionDuration: z.string().nullable().optional(),
  bypassSystem: z.boolean().nullable().optional(),
});

/** A rule of the firewall. */
export const rule = z.strictObject({
  id: z.string().optional(),
  name: z.string().min(1).max(160),
  description: z.string().max(260).optional(),
  active: z.boolean(),
  conditionGroup: z.array(z.strictObject({ conditions: z.array(condition).min(1) })).min(1),
  action: z.strictObject({ mitigate: mitigate.optional() }),
});

/** A rule for one address or range. */
export const addressRule = z.strictObject({
  id: z.string().optional(),
  hostname: z.string(),
  ip: z.string().min(1),
  notes: z.string().optional(),
  action: z.enum(["deny", "challenge", "log", "bypass"]),
});

/** Groups of Vercel's own core rules. */
export const coreRules = ["sd", "ma", "lfi", "rfi", "rce", "php", "gen", "xss", "sqli", "sf", "java"] as const;

const coreRule = z.strictObject({ active: z.boolean(), action: z.enum(["deny", "log"]) });

/** A rule set that Vercel manages. */
export const managedRule = z.strictObject({
  active: z.boolean(),
  action: z.enum(["log", "challenge", "deny"]).optional(),
});

/** The whole configuration. Source: vercel.json PUT /v1/security/firewall/config. */
export const firewallBody = z.strictObject({
  firewallEnabled: z.boolean(),
  managedRules: z.partialRecord(z.enum(["ai_bots", "bot_filter", "bot_protection", "owasp"]), managedRule).optional(),
  crs: z.partialRecord(z.enum(coreRules), coreRule).optional(),
  rules: z.array(rule).max(40).optional(),
  ips: z.array(addressRule).max(100).optional(),
  botIdEnabled: z.boolean().optional(),
});

/** One change. Source: vercel.json PATCH /v1/security/firewall/config. */
export const firewallChange = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("firewallEnabled"), id: z.null().optional(), value: z.boolean() }),
  z.strictObject({ action: z.literal("rules.insert"), id: z.null().optional(), value: rule }),
  z.strictObject({ action: z.literal("rules.update"), id: z.string(), value: rule }),
  z.strictObject({ action: z.literal("rules.remove"), id: z.string(), value: z.null().optional() }),
  z.strictObject({ action: z.literal("ip.insert"), id: z.null().optional(), value: addressRule }),
  z.strictObject({ action: z.literal("ip.update"), id: z.string(), value: addressRule }),
  z.strictObject({ action: z.literal("ip.remove"), id: z.string(), value: z.null().optional() }),
  z.strictObject({ action: z.literal("crs.update"), id: z.enum(coreRules), value: coreRule }),
  z.strictObject({ action: z.literal("crs.disable"), id: z.null().optional(), value: z.null().optional() }),
  z.strictObject({
    action: z.literal("managedRules.update"),
    id: z.enum(["ai_bots", "bot_filter", "bot_protection", "owasp"]),
    value: managedRule,
  }),
]);

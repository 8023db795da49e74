import { z } from "zod";
import { variableName } from "./synthetics-variable.ts";

const target = z.union([z.string(), z.number()]);

const comparison = z.looseObject({
  type: z.string(),
  operator: z.enum([
    "contains",
    "doesNotContain",
    "is",
    "isNot",
    "lessThan",
    "lessThanOrEqual",
    "moreThan",
    "moreThanOrEqual",
    "matches",
    "doesNotMatch",
    "validates",
    "isInMoreThan",
    "isInLessThan",
    "doesNotExist",
    "isUndefined",
    "md5",
    "sha1",
    "sha256",
  ]),
  target,
});
const structured = z.looseObject({
  type: z.string(),
  operator: z.enum(["validatesJSONPath", "validatesJSONSchema", "validatesXPath"]),
  target: z.looseObject({}),
});
const script = z.looseObject({ type: z.literal("javascript"), code: z.string().min(1) });

const assertion = z.union([comparison, structured, script]);
const request = z.looseObject({ url: z.string().min(1).optional(), method: z.string().min(1).optional() });
const retry = z.object({ count: z.int().min(0).max(5), interval: z.number().min(0).max(5000) }).partial();

const requestStep = z.looseObject({
  id: z.string().optional(),
  name: z.string().min(1),
  subtype: z.enum(["http", "grpc", "ssl", "dns", "tcp", "udp", "icmp", "websocket", "mcp"]),
  request,
  assertions: z.array(assertion),
  extractedValues: z
    .array(z.looseObject({ name: z.string().regex(variableName), type: z.string(), parser: z.looseObject({}) }))
    .optional(),
  allowFailure: z.boolean().optional(),
  isCritical: z.boolean().optional(),
  retry: retry.optional(),
});
const waitStep = z.looseObject({
  id: z.string().optional(),
  name: z.string().min(1),
  subtype: z.literal("wait"),
  value: z.int().min(0).max(180),
});
const subtestStep = z.looseObject({
  id: z.string().optional(),
  name: z.string().min(1),
  subtype: z.literal("playSubTest"),
  subtestPublicId: z.string().min(1),
});

const configVariable = z.object({
  name: z.string().regex(variableName),
  type: z.enum(["global", "text", "email"]),
  id: z.string().optional(),
  example: z.string().optional(),
  pattern: z.string().optional(),
  secure: z.boolean().optional(),
});

const options = z.looseObject({
  tick_every: z.int().min(30).max(604_800).optional(),
  min_location_failed: z.int().min(0).optional(),
  min_failure_duration: z.int().min(0).optional(),
  monitor_name: z.string().optional(),
  monitor_priority: z.int().min(1).max(5).optional(),
  retry: retry.optional(),
  ci: z.object({ executionRule: z.enum(["blocking", "non_blocking", "skipped"]) }).optional(),
  restricted_roles: z.array(z.string()).optional(),
});

/** Fields of an API test. Source: datadog-v1.json SyntheticsAPITest; the provider's ranges of `retry`. */
export const syntheticsInput = z.object({
  name: z.string().min(1),
  type: z.literal("api"),
  subtype: z.enum(["http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc"]).optional(),
  status: z.enum(["live", "paused"]).optional(),
  message: z.string(),
  tags: z.array(z.string()).optional(),
  locations: z.array(z.string().min(1)).min(1),
  options,
  config: z.looseObject({
    request: request.optional(),
    assertions: z.array(assertion).optional(),
    steps: z.array(z.union([requestStep, waitStep, subtestStep])).optional(),
    configVariables: z.array(configVariable).optional(),
  }),
});

/** An API test's fields as a client gives them. */
export type SyntheticsInput = z.infer<typeof syntheticsInput>;

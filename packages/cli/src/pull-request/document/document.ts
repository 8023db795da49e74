import { findingKinds, severities, type Finding, type RuleInfo, type Verdict } from "@launchgate/core";
import { z } from "zod";
import { costSchema, factsSchema } from "./facts-schema.ts";

/** Mark by which a plan document is known. */
export const documentFormat = "launchgate-plan";
/** Version of its form; a reader refuses any other one. */
export const documentVersion = 1;
/** Most resources of one document; the largest stack that is measured has 10,000. */
export const mostResources = 50_000;

const text = z.string().max(20_000);
const name = z.string().min(1).max(1_000);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(mostResources);

/** A full commit id of Git. */
export const commitSchema = z.string().regex(/^[0-9a-f]{40}$/, "a full commit id of 40 hexadecimal digits");
/** Name of a stack, as the model has it: also the name of its document's file. */
export const stackNameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,99}$/, "the name of a stack");

const resource = z.object({
  urn: name,
  type: name,
  name,
  custom: z.boolean(),
  parent: name.optional(),
  dependencies: list(name),
  protect: z.boolean(),
  ignoreChanges: list(name),
  replaceOnChanges: list(name),
  /** Masked: no secret stands in a document (S2). */
  inputs: z.record(z.string(), z.unknown()),
  /** Places of inputs in which a credential stood in the open and was hidden, such as `variables[2].value`. */
  hidden: list(name).default([]),
});

const weakenedBy = z.object({ feature: text, vendor: text, plan: text, compensation: text.nullable() });
const finding = z.object({
  kind: z.enum(findingKinds),
  rule: name,
  resource: name,
  urn: name.optional(),
  severity: z.enum(severities),
  message: text,
  fix: text,
  waiver: z.object({ id: text, owner: text, expires: text, reason: text }).optional(),
  weakenedBy: list(weakenedBy),
});
const verdict = z.object({ passes: z.boolean(), setting: name, findings: list(finding) });
const rule = z.object({ id: name, severity: z.enum(severities), levels: z.record(name, name), types: list(name) });

const step = z.object({ urn: name, type: name, op: name, changed: list(name) });
const fault = z.object({ code: name, message: text, fix: text });

/** What the engine foresees; `fault` where its preview failed. */
const previewSchema = z.object({
  target: name,
  steps: list(step),
  /** Broken rules by the engine's own run of the pack. */
  findings: list(z.object({ policy: name, mandatory: z.boolean(), message: text, urn: name.optional() })),
});

const freeze = z.object({ open: z.boolean(), reason: text, opensAt: text.nullable() });

const head = {
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  side: z.enum(["base", "head"]),
  commit: commitSchema,
  /** Moment as of which it was made, ISO 8601. */
  at: z.iso.datetime(),
};

/** A plan that could be made. */
const planned = z.object({
  ...head,
  stack: stackNameSchema,
  outcome: z.literal("planned"),
  stage: name.nullable(),
  resources: list(resource),
  facts: factsSchema,
  cost: costSchema,
  /** Verdict of the pack of the same side; null where it has none. */
  verdict: verdict.nullable(),
  /** Rules of that pack, as data. */
  rules: list(rule),
  freeze,
  preview: previewSchema.nullable(),
  /** Why there is no preview although one was asked for. */
  previewFault: fault.nullable(),
});

/** A plan that could not be made: the reason is what reviewers see. */
const failed = z.object({ ...head, stack: stackNameSchema, outcome: z.literal("failed"), fault });

/** What one side of a pull request would do to one stack: data that any code may have written (P7). */
export const documentSchema = z.discriminatedUnion("outcome", [planned, failed]);

/** Which stacks one side has. It names them, so that a document that is missing is noticed. */
export const indexSchema = z.object({
  ...head,
  stacks: z.array(stackNameSchema).max(500),
  /** Why the model could not be read at all; null where it could. */
  fault: fault.nullable(),
});

/** See {@link documentSchema}. */
export type PlanDocument = z.infer<typeof documentSchema>;
/** A document of a plan that could be made. */
export type PlannedDocument = z.infer<typeof planned>;
/** One resource of a document. */
export type DocumentResource = PlannedDocument["resources"][number];
/** A rule of a pack as a document tells it. */
export type DocumentRule = Pick<RuleInfo, "id" | "severity"> & {
  readonly levels: Readonly<Record<string, string>>;
  readonly types: readonly string[];
};
/** A verdict as a document tells it. */
export type DocumentVerdict = Pick<Verdict, "passes"> & {
  readonly setting: string;
  readonly findings: readonly Finding[];
};
/** See {@link indexSchema}. */
export type PlanIndex = z.infer<typeof indexSchema>;
/** Which side of a pull request. */
export type Side = PlanIndex["side"];
/** Why something is not there. */
export type DocumentFault = z.infer<typeof fault>;

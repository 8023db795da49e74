import { findingKinds, severities } from "@launchgate/core";
import { z } from "zod";
import { riskIds } from "../../drift/report.ts";
import { commitSchema } from "../document/document.ts";

/** Mark by which a review is known. */
export const reviewFormat = "launchgate-review";
/** Version of its form. */
export const reviewVersion = 1;

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const text = z.string();
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullable();

/** `blocked`: must not be merged; `undecided`: something is only known while it is done; `passes`: nothing stands against it. */
const verdict = z.enum(["blocked", "undecided", "passes"]);
const fault = z.object({ code: text, message: text, fix: text });

const change = z.object({
  op: z.enum(["create", "update", "replace", "delete", "import"]),
  /** Vendor and class, such as `neon:Project`. */
  kind: text,
  name: text,
  /** Names of properties that differ, sorted. */
  fields: list(text),
  /** What it means, one clause of the table that drift is ranked by. */
  meaning: text,
  risk: z.enum(riskIds),
});

const factChange = z.object({
  topic: z.enum(["approval", "paging", "traffic", "undo", "data", "cost"]),
  /** Service, or what the figure is about. */
  subject: text,
  /** Null: there was nothing. */
  before: text.nullable(),
  /** Null: there is nothing any more. */
  now: text.nullable(),
  /** A gate is opened, or somebody is no longer told. */
  loosens: z.boolean(),
});

const dataRisk = z.object({
  name: text,
  kind: text,
  risk: text,
  /** Why no command brings it back; null where one does. */
  irreversible: text.nullable(),
});

/** A line of a file in stacks/, from 1. */
const place = z.object({ path: text, line: z.int().positive() });

const finding = z.object({
  kind: z.enum(findingKinds),
  rule: text,
  resource: text,
  severity: z.enum(severities),
  message: text,
  fix: text,
  /** Whose rules say so: those of the branch that is merged into, those of the change, or the engine's own run. */
  by: list(z.enum(["base", "head", "engine"])),
  /** The base does not have it. */
  isNew: z.boolean(),
  place: place.nullable(),
});

const waiver = z.object({
  id: text,
  rule: text,
  resource: text,
  owner: text,
  reason: text,
  expires: text,
  /** `holds`, or why not. */
  standing: text,
  /** The base has none of this id with the same content. */
  isNew: z.boolean(),
});

const gap = z.object({ feature: text, text, isNew: z.boolean() });
const step = z.object({ urn: text, type: text, op: text, changed: list(text) });
const freeze = z.object({ open: z.boolean(), reason: text, opensAt: text.nullable() });

const stackReview = z.object({
  stack: text,
  verdict,
  /** The stack stands only in the head, only in the base, or in both. */
  presence: z.enum(["both", "added", "removed"]),
  /** Why it could not be reviewed as it should; each of them blocks. */
  faults: list(fault),
  /** What told the changes: the engine, with the state before it, or a comparison of two plans. */
  basis: z.enum(["engine", "plans"]),
  /** Steps of the engine's preview in the form in which `deploy` compares them; null where there was none (P7). */
  steps: list(step).nullable(),
  stepDigest: digest,
  /** Fingerprint of the offline plan; null where there is none. */
  planDigest: digest,
  changes: list(change),
  facts: list(factChange),
  dataRisks: list(dataRisk),
  findings: list(finding),
  waivers: list(waiver),
  gaps: list(gap),
  freeze: freeze.nullable(),
});

/** The whole review: data, from which comment, check and summary are made, and to which `deploy` holds what it applies. (P7) */
export const reviewSchema = z.object({
  format: z.literal(reviewFormat),
  version: z.literal(reviewVersion),
  verdict,
  baseCommit: commitSchema,
  headCommit: commitSchema,
  /** Moment of the review, ISO 8601. */
  at: z.iso.datetime(),
  /** What keeps the whole from being judged; each blocks. */
  faults: list(fault),
  /** Changed files that guard the rules themselves, and what they guard. */
  guarded: list(z.object({ path: text, guards: text })),
  /** Rules that the head lacks or holds less strictly. */
  rules: list(z.object({ rule: text, what: text })),
  stacks: list(stackReview),
});

/** See {@link reviewSchema}. */
export type Review = z.infer<typeof reviewSchema>;
/** The review of one stack. */
export type StackReview = Review["stacks"][number];
/** What it comes to. */
export type ReviewVerdict = Review["verdict"];
/** What would happen to one resource. */
export type Change = StackReview["changes"][number];
/** Something in release language that is otherwise than before. */
export type FactChange = StackReview["facts"][number];
/** Data that a change touches. */
export type DataRisk = StackReview["dataRisks"][number];
/** What a pack found. */
export type ReviewFinding = StackReview["findings"][number];
/** A waiver that the plan carries. */
export type ReviewWaiver = StackReview["waivers"][number];
/** What a vendor's plan lacks. */
export type ReviewGap = StackReview["gaps"][number];
/** A line of a file in stacks/. */
export type Place = z.infer<typeof place>;
/** A change of what guards the rules themselves. */
export type GuardedChange = Review["guarded"][number];
/** A rule that the head lacks or holds less strictly. */
export type RuleChange = Review["rules"][number];

import { z } from "zod";

/** Longest text that a document may carry in a fact, characters. */
const longest = 4_000;
/** Most entries of any list of facts. */
const most = 5_000;

const text = z.string().max(longest);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(most);
const person = z.object({ id: text, name: text });

const approval = z.object({
  service: text,
  stage: text,
  required: z.boolean(),
  people: list(person),
  teams: list(text),
  selfReview: z.boolean(),
  adminsBypass: z.boolean(),
  waitMinutes: z.number(),
  branches: list(text),
  tags: list(text),
});

const paging = z.object({
  service: text,
  paged: z.boolean(),
  policy: text.nullable(),
  loops: z.number(),
  levels: list(z.object({ after: text, people: list(person) })),
});

const step = z.object({
  percent: z.number(),
  observation: text,
  abort: z.object({ errorRatePercent: z.number(), latencyP95Milliseconds: z.number(), burnRate: z.number() }),
});

const traffic = z.object({
  service: text,
  mode: z.enum(["ramp", "at-once"]),
  rollingRelease: z.boolean(),
  steps: list(step),
});

const undo = z.object({
  service: text,
  deploymentsKept: text,
  rollbackWindow: text,
  killSwitches: list(text),
  triggers: list(text),
  steps: list(text),
  authority: list(person),
  rto: text,
  rpo: text,
});

const data = z.object({
  service: text,
  restorable: z.boolean(),
  database: text.nullable(),
  windowDays: z.number(),
  snapshots: text.nullable(),
  protected: z.boolean(),
});

const gap = z.object({
  feature: text,
  vendor: text,
  plan: text,
  title: text,
  compensation: text.nullable(),
});

/** What the plan of a stack means for a release, as `launchgate plan --json` tells it (P3, O1, T1, B1, B7, A3). */
export const factsSchema = z.object({
  approvals: list(approval),
  paging: list(paging),
  traffic: list(traffic),
  undo: list(undo),
  data: list(data),
  gaps: list(gap),
});

/** What a stack may cost: limits and budgets of the model (O5). */
export const costSchema = z.object({
  /** US dollars a month; null: the stage has none, or the stack no stage. */
  monthlyUsd: z.number().nullable(),
  /** Neon compute units, least and most; null in the shared stack. */
  computeUnits: z.object({ least: z.number(), most: z.number() }).nullable(),
  /** Idle time until databases sleep; null in the shared stack. */
  suspendAfter: text.nullable(),
  /** Indexed log events a day, 0 for none; null in the shared stack. */
  logDailyLimit: z.number().nullable(),
  /** Plan of each vendor. */
  plans: z.record(text, text),
});

/** See {@link factsSchema}. */
export type DocumentFacts = z.infer<typeof factsSchema>;
/** See {@link costSchema}. */
export type CostFacts = z.infer<typeof costSchema>;

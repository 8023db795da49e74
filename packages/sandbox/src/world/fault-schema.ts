import { vendorIds } from "@launchgate/core";
import { z } from "zod";

/**
 * What can fail: the APIs of the five vendors; the databases themselves (`postgres`), the video service that the applications ask
 * (`mux`), the queue that they tell (`queue`), and Vercel's own network before them (`edge`). (D1)
 */
export const faultTargets = [...vendorIds, "postgres", "mux", "queue", "edge"] as const;

/** One of {@link faultTargets}. */
export type FaultTarget = (typeof faultTargets)[number];

const milliseconds = z.number().int().min(0).max(600_000);

/** What a fault does. */
const effectSchema = z.discriminatedUnion("kind", [
  /** An answer of this status with the vendor's error body; nothing takes effect. Default 500. */
  z.strictObject({ kind: z.literal("error"), status: z.number().int().min(400).max(599).default(500) }),
  /** The answer comes so much later. */
  z.strictObject({ kind: z.literal("latency"), milliseconds }),
  /** No answer ever: the request has taken effect (`after`) or has not (`before`). */
  z.strictObject({ kind: z.literal("timeout"), effect: z.enum(["before", "after"]) }),
  /** The vendor's own refusal for too many calls. */
  z.strictObject({ kind: z.literal("rate-limit"), retryAfterSeconds: z.number().int().min(1).max(3600).default(60) }),
  /** The connection breaks; at `postgres` those that are open too. */
  z.strictObject({ kind: z.literal("outage") }),
  /** Neon: data are damaged once, when it is set; `share` is that of the rows. Its end mends nothing: a restore does. */
  z.strictObject({ kind: z.literal("corruption") }),
  /** PagerDuty: nobody who is paged at this level of escalation or below answers. Default 1. */
  z.strictObject({ kind: z.literal("silence"), level: z.number().int().min(1).max(20).default(1) }),
]);

/** What a fault does. */
export type FaultEffect = z.output<typeof effectSchema>;

/** Effects that one target alone knows; all others are effects on calls, which every target knows. */
const ownEffects: Readonly<Partial<Record<FaultEffect["kind"], FaultTarget>>> = {
  corruption: "neon",
  silence: "pagerduty",
};

/** Whether an effect is one on calls. */
export function isOnCalls({ kind }: FaultEffect): boolean {
  return ownEffects[kind] === undefined;
}

/** Where an answer cannot be lost behind its effect: bytes go through unread. */
const through: ReadonlySet<FaultTarget> = new Set(["postgres", "edge"]);

/** A fault on request. */
export const faultSchema = z
  .strictObject({
    vendor: z.enum(faultTargets),
    /** Default: every method. */
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
    /**
     * Glob over the path as the vendor documents it: `/projects/**`. At `edge` the project's name stands before the path; at `postgres`,
     * and for damaged data, it is `/<project>/<branch>`. Default: every path.
     */
    path: z.string().startsWith("/").default("/**"),
    effect: effectSchema,
    /** Share of the calls that meet it, spread evenly: 0.25 is every fourth. Default 1. */
    share: z.number().gt(0).max(1).default(1),
    /** The first so many calls are spared. Default 0. */
    spare: z.number().int().min(0).default(0),
    /** It ends after so many hits. Default: it stays. */
    times: z.number().int().min(1).optional(),
    /** It ends at this sandbox time. Default: it stays. */
    until: z.iso.datetime({ offset: true }).optional(),
    /** Name of the scenario that it belongs to. */
    scenario: z.string().optional(),
  })
  .superRefine(({ vendor, effect }, context) => {
    const owner = ownEffects[effect.kind] ?? vendor;
    if (owner !== vendor)
      context.addIssue({ code: "custom", message: `${effect.kind} is an effect of ${owner} alone` });
    const isLate = effect.kind === "timeout" && effect.effect === "after";
    if (isLate && through.has(vendor))
      context.addIssue({ code: "custom", message: `${vendor} knows a timeout before the effect only` });
  });

/** What to do to which requests. */
export type FaultInput = z.input<typeof faultSchema>;
/** A fault as it is read. */
export type FaultFields = z.output<typeof faultSchema>;

/** What an effect is, in words. */
export function effectInWords(effect: FaultEffect): string {
  if (effect.kind === "error") return `answers ${String(effect.status)}`;
  if (effect.kind === "latency") return `answers ${String(effect.milliseconds)} ms late`;
  if (effect.kind === "timeout") return "never answers";
  if (effect.kind === "rate-limit") return "refuses: too many calls";
  if (effect.kind === "outage") return "breaks every connection";
  if (effect.kind === "corruption") return "has damaged data";
  return `finds nobody who answers up to level ${String(effect.level)}`;
}

import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { abortRelease, activeReleaseOf, completeRelease } from "../release/rolling-release.ts";
import { project } from "../tables/project.ts";
import { refused } from "../wire.ts";
import { bodyOf } from "./body.ts";

const template = "/projects/{idOrName}/rolling-release/config";
const common = { template, statuses: [200], source: `vercel.json /v1${template}; facts/providers.md 3` };

/** How traffic ramps up to a new deployment (B2). Kept with the project; rollouts that run keep their stages. */
export const rollingReleaseRoutes: readonly Route[] = [
  { ...common, method: "GET", scope: "read", run: (call) => told(locate(project, call).data["rollingRelease"]) },
  { ...common, method: "PATCH", scope: "write", run: set },
  { ...common, method: "DELETE", scope: "write", run: (call) => disable(call, "abort") },
];

const stage = z.strictObject({
  targetPercentage: z.number().min(0).max(100),
  duration: z.number().int().min(1).max(10_000).optional(),
  requireApproval: z.boolean().optional(),
  linearShift: z.boolean().optional(),
});

const body = z.strictObject({
  enabled: z.boolean(),
  advancementType: z.enum(["automatic", "manual-approval"]).optional(),
  stages: z.array(stage).max(10).optional(),
  canaryResponseHeader: z.boolean().optional(),
  disableRolloutAction: z.enum(["abort", "complete"]).optional(),
});

type Body = z.infer<typeof body>;

function set(call: Call): Answer {
  const given = bodyOf(body, call, "Rolling release");
  if (!given.enabled) return disable(call, given.disableRolloutAction ?? "abort");
  const stages = checked(given);
  const last = stages.length - 1;
  const manual = given.advancementType === "manual-approval";
  return keep(call, {
    target: "production",
    stages: stages.map((each, index) => ({ ...each, ...(manual && index < last ? { requireApproval: true } : {}) })),
    canaryResponseHeader: given.canaryResponseHeader ?? false,
  });
}

/** @throws Refusal 400 for stages that break a rule (facts/providers.md 3) */
function checked({ advancementType, stages = [] }: Body): NonNullable<Body["stages"]> {
  const no = (message: string): Error => refused(400, "bad_request", `Invalid request: ${message}`);
  const final = stages.at(-1);
  const before = stages.slice(0, -1);
  if (advancementType === undefined) throw no("missing required property `advancementType`.");
  if (!final || before.length === 0) throw no("`stages` should have 2 to 10 items.");
  if (final.targetPercentage !== 100 || before.some((each) => each.targetPercentage === 100))
    throw no("the last stage, and no other, should have a `targetPercentage` of 100.");
  if (stages.some((each, index) => index > 0 && each.targetPercentage <= (stages[index - 1]?.targetPercentage ?? 0)))
    throw no("`targetPercentage` should grow from stage to stage.");
  if (advancementType === "automatic" && before.some((each) => each.duration === undefined))
    throw no("each stage but the last should have a `duration`.");
  if (advancementType === "manual-approval" && stages.some((each) => each.duration !== undefined))
    throw no("stages with approval should have no `duration`.");
  return stages;
}

/** Turns rolling releases off; one that runs is aborted, or completed where that is asked for. */
function disable(call: Call, action: "abort" | "complete"): Answer {
  const owner = locate(project, call);
  const active = activeReleaseOf(call.world, owner.key);
  if (active && action === "complete") completeRelease(call, owner, active);
  if (active && action === "abort") abortRelease(call, owner, active);
  return keep(call, null);
}

function keep(call: Call, config: Data | null): Answer {
  amend(project, locate(project, call), { rollingRelease: config }, call);
  return told(config);
}

function told(config: unknown): Answer {
  return { status: 200, body: { rollingRelease: config ?? null } };
}

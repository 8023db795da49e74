import type { Failure, Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";
import { lastParts, listOf, objectOf, projectAt, textOf } from "./places.ts";

const manual = "manual-approval";

/**
 * How traffic ramps up to a new deployment (B2). Vercel's answer says neither `enabled` nor `advancementType`: the provider then
 * believes its state, here the stages are read and the type is told by them, so that a change elsewhere is seen.
 */
export const projectRollingRelease: PluginRow = {
  type: "vercel:index/projectRollingRelease:ProjectRollingRelease",
  source:
    "terraform-provider-vercel v5.4.1 resource_project_rolling_release.go; vercel.json .../rolling-release/config",
  importId: "{projectId}",
  settings: {
    advancementType: { values: ["automatic", manual] },
    stages: { minItems: 1 },
    "stages[].targetPercentage": { min: 0, max: 100 },
    "stages[].duration": { min: 1, max: 10_000 },
  },
  check: problems,
  async create(inputs, call) {
    await write(inputs, call);
    return { id: String(inputs["projectId"]) };
  },
  async find(id, state, call) {
    const projectId = state["projectId"] ?? lastParts(id, 1)[0];
    const answer = await call.http.find(projectAt("v1", projectId, "/rolling-release/config"));
    const live = objectOf(objectOf(answer)["rollingRelease"]);
    const stages = listOf(live["stages"]);
    if (stages.length === 0) return undefined;
    return {
      id: textOf(projectId),
      properties: {
        projectId,
        advancementType: stages.some(({ requireApproval }) => requireApproval === true) ? manual : "automatic",
        stages: stages.map(({ targetPercentage, duration }) => ({ targetPercentage, duration })),
      },
    };
  },
  update: (_id, inputs, _old, call) => write(inputs, call),
  async remove(_id, { projectId }, call) {
    await call.http.remove(projectAt("v1", projectId, "/rolling-release/config"));
  },
};

async function write({ projectId, advancementType, stages }: Properties, call: RowCall): Promise<void> {
  const asked = advancementType === manual;
  await call.http.request("PATCH", projectAt("v1", projectId, "/rolling-release/config"), {
    enabled: true,
    advancementType,
    stages: listOf(stages).map(({ targetPercentage, duration }) => ({
      targetPercentage,
      requireApproval: asked,
      ...(asked || duration === undefined ? {} : { duration }),
    })),
  });
}

/** Rules over the stages: `terminalStageValidator` and `durationValidator` of the provider. */
function problems({ advancementType, stages }: Properties): readonly Failure[] {
  if (!Array.isArray(stages) || !stages.every((each) => typeof each === "object")) return [];
  const all = listOf(stages);
  const problem = (property: string, reason: string): Failure => ({ property, reason });
  const last = all.length - 1;
  return [
    ...(all.length > 10 ? [problem("stages", `has ${String(all.length)} members; at most 10 are allowed`)] : []),
    ...all.flatMap(({ targetPercentage, duration }, index) => {
      const at = `stages[${String(index)}]`;
      const full = targetPercentage === 100;
      const known = typeof targetPercentage === "number";
      return [
        ...(known && full !== (index === last)
          ? [problem(`${at}.targetPercentage`, "must be 100 in the last stage and in no other")]
          : []),
        ...(advancementType === "automatic" && index < last && duration === undefined
          ? [problem(`${at}.duration`, "is missing; every stage but the last needs it when advancing automatically")]
          : []),
        ...(duration !== undefined && advancementType === manual
          ? [problem(`${at}.duration`, "must not be given where stages need approval")]
          : []),
      ];
    }),
  ];
}

import type { Escalation } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { EscalationChain, resolveEscalationChain } from "../../../../components/pagerduty/escalation-chain.ts";
import { PagedTeam } from "../../../../components/pagerduty/paged-team.ts";
import { capture } from "../../../helpers/capture.ts";
import { idsOfKeys, problemsOf, referenceModel, types } from "./fixture.ts";

const model = referenceModel();
const { people, teams } = model.organization;
const escalation = (changes: Partial<Escalation> = {}): Escalation => {
  const web = model.onCall.escalations["web"];
  if (!web) throw new Error("the reference model has the escalation web");
  return { ...web, ...changes };
};
const args = (changes: Partial<Escalation> = {}) => ({
  escalationId: "web",
  escalation: escalation(changes),
  userIds: idsOfKeys(Object.keys(people)),
  scheduleIds: idsOfKeys(Object.keys(model.onCall.rotations)),
  teamIds: idsOfKeys(Object.keys(teams)),
  after: [],
  protect: true,
});

describe("EscalationChain", () => {
  it("makes a policy with its levels, delays in minutes, rotas and people", async () => {
    const made = await capture(() => new EscalationChain("chain", args()));
    expect(made.one(types.policy, "chain-policy").inputs).toEqual({
      name: "Web",
      description: "Escalation (owner: product, managed-by: launchgate)",
      numLoops: 3,
      teams: "<id of product>",
      rules: [
        {
          escalationDelayInMinutes: 10,
          targets: [{ type: "schedule_reference", id: "<id of product-follow-the-sun>" }],
        },
        { escalationDelayInMinutes: 15, targets: [{ type: "schedule_reference", id: "<id of platform-primary>" }] },
        {
          escalationDelayInMinutes: 15,
          targets: [
            { type: "user_reference", id: "<id of bruno-costa>" },
            { type: "user_reference", id: "<id of ada-brandt>" },
          ],
        },
      ],
    });
    expect(made.one(types.policy).options).toEqual({ protect: true, version: "4.34.0" });
  });

  it("follows loops, drill mark and protection", async () => {
    const changed = { ...args({ loops: 0, drill: true }), protect: false };
    const { inputs, options } = (await capture(() => new EscalationChain("chain", changed))).one(types.policy);
    expect(inputs["numLoops"]).toBe(0);
    expect(inputs["description"]).toBe("Escalation of drills (owner: product, managed-by: launchgate)");
    expect(options).toEqual({ version: "4.34.0" });
  });

  it("comes after the memberships of its team, so that it goes before them", async () => {
    const made = await capture(() => {
      const product = teams["product"];
      if (!product) throw new Error("the reference model has the team product");
      const team = new PagedTeam("team", { teamId: "product", team: product, people, userIds: args().userIds });
      new EscalationChain("chain", { ...args(), after: [team] });
    });
    const memberships = made.all(types.membership).map(({ urn }) => urn);
    expect(memberships).toHaveLength(5);
    expect(made.one(types.policy).dependencies).toEqual(expect.arrayContaining(memberships));
  });
});

describe("problems", () => {
  const found = (changes: Partial<Escalation>) =>
    problemsOf(
      resolveEscalationChain({
        escalationId: "web",
        escalation: escalation(changes),
        seats: ["bruno-costa"],
        rotations: ["platform-primary"],
        teams: ["product"],
      }),
    );
  const path = "onCall.escalations.web";
  const targets: Escalation["levels"][number]["targets"] = [
    { rotation: "platform-primary" },
    { person: "bruno-costa" },
  ];

  it("has none where everything is known", () => {
    expect(found({ levels: [{ after: "1 minute", targets }] })).toEqual([]);
  });

  it.each(["90 seconds", "30 seconds", "0 minutes"] as const)("refuses a delay of %s", (after) => {
    expect(found({ levels: [{ after, targets }] })).toEqual([
      { code: "pagerduty.escalation-delay", path: `${path}.levels[0].after` },
    ]);
  });

  it("refuses a rota, a person and a team that are not there", () => {
    const levels: Escalation["levels"] = [
      { after: "5 minutes", targets },
      { after: "5 minutes", targets: [{ person: "eve" }, { rotation: "nights" }] },
    ];
    expect(found({ team: "sales", levels })).toEqual([
      { code: "reference.unknown-team", path: `${path}.team` },
      { code: "pagerduty.person-without-seat", path: `${path}.levels[1].targets[0].person` },
      { code: "reference.unknown-rotation", path: `${path}.levels[1].targets[1].rotation` },
    ]);
  });

  it.each(["Web & API", "Web/API", "Web <1>", "Web\\API", "Web\nAPI"])("refuses the name %j", (title) => {
    expect(found({ title, levels: [{ after: "1 minute", targets }] })).toEqual([
      { code: "pagerduty.forbidden-characters", path: `${path}.title` },
    ]);
  });

  it("throws before anything is registered", async () => {
    const bad = args({ levels: [{ after: "1 second", targets }] });
    await expect(capture(() => new EscalationChain("chain", bad))).rejects.toMatchObject({
      code: "model.invalid",
    });
  });
});

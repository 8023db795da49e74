import { describe, expect, it } from "vitest";
import { resolveVercelTeamAccess, VercelTeamAccess } from "../../../../components/vercel/index.ts";
import { capture } from "../../../helpers/capture.ts";
import { entry, freshModel, told } from "./fixture.ts";

const type = "vercel:index/accessGroup:AccessGroup";
const argsOf = (model = freshModel(), protect = true) => ({
  organization: model.organization,
  services: model.services,
  vendors: model.vendors,
  protect,
});
const enterprise = () => {
  const model = freshModel();
  model.vendors.vercel.plan = "enterprise";
  return model;
};

describe("VercelTeamAccess", () => {
  it("makes one group a team on the enterprise plan and gives out its id", async () => {
    const model = enterprise();
    const found = await capture(() => ({ ...new VercelTeamAccess("team-access", argsOf(model)).accessGroupIds }));
    const teams = Object.keys(model.organization.teams);
    expect(found.all(type).map(({ inputs }) => inputs["name"])).toEqual(teams);
    expect(found.outputs).toEqual(
      Object.fromEntries(teams.map((id) => [id, `<vercel:AccessGroup team-access-${id}: id>`])),
    );
  });

  it("makes none where the plan has none", async () => {
    const found = await capture(() => ({ ...new VercelTeamAccess("t", argsOf()).accessGroupIds }));
    expect(found.all(type)).toEqual([]);
    expect(found.outputs).toEqual({});
  });

  it("guards the groups only where asked to", async () => {
    const guarded = await capture(() => new VercelTeamAccess("t", argsOf(enterprise())));
    expect(guarded.all(type).every(({ options }) => options.protect === true)).toBe(true);
    const free = await capture(() => new VercelTeamAccess("t", argsOf(enterprise(), false)));
    expect(free.all(type).some(({ options }) => options.protect === true)).toBe(false);
  });

  it("refuses owners that are no team", () => {
    const model = freshModel();
    entry(model.services, "web").owner = "nobody";
    model.organization.rulesRepository.owner = "noone";
    expect(told(resolveVercelTeamAccess(argsOf(model)))).toEqual([
      "vercel.unknown-team at organization.rulesRepository.owner",
      "vercel.unknown-team at services.web.owner",
    ]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { rules } from "../lives/github-ruleset.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "github");
  await engine.up("github:index/repository:Repository", "web", { name: "web", autoInit: true, visibility: "private" });
});

describe("a ruleset", () => {
  it("finds what was changed, added and switched off elsewhere (L4)", async () => {
    const type = "github:index/repositoryRuleset:RepositoryRuleset";
    const inputs = { repository: "web", name: "drift", target: "branch", enforcement: "active", rules };
    await engine.up(type, "drift", inputs);
    const { id, state } = engine.recorded("drift");
    const call = handle.sandbox.world;
    const entity = call.store.all("github.ruleset").find(({ data }) => String(data["id"]) === id)!;
    expect(state["rulesetId"]).toBe(Number(id));
    const url = `${handle.sandbox.urls.github}/repos/motion-mavericks/web/rulesets/${id}`;
    const token = handle.sandbox.tokens.github["pulumi"]!.token;
    const put = (body: object): Promise<Response> =>
      fetch(url, { method: "PUT", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
    const wire = entity.data as Record<string, unknown>;
    await put({ bypass_actors: [{ actor_id: 1, actor_type: "OrganizationAdmin", bypass_mode: "always" }] });
    expect(await engine.refresh("drift")).toEqual(["bypassActors"]);
    const added = [...(wire["rules"] as object[]), { type: "creation" }];
    await put({ bypass_actors: [], rules: added });
    expect(await engine.refresh("drift")).toContain("rules");
    await engine.up(type, "drift", inputs);
    expect(await engine.refresh("drift")).toEqual([]);
  });
});

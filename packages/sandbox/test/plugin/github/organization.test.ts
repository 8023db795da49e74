import { beforeAll, describe, expect, it } from "vitest";
import { headersOf } from "../../helpers/headers.ts";
import { withSandbox } from "../../helpers/sandbox.ts";
import { findsDrift } from "../finds-drift.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
let engine: PracticeEngine;
let teamId: string;

beforeAll(async () => {
  const { sandbox } = handle;
  engine = new PracticeEngine(sandbox, "github");
  const headers = { ...headersOf(sandbox, "github"), "content-type": "application/json" };
  const body = JSON.stringify({ name: "web", auto_init: true });
  await fetch(`${sandbox.urls.github}/orgs/motion-mavericks/repos`, { method: "POST", headers, body });
  await engine.up("github:index/team:Team", "parent", { name: "Parent", privacy: "closed" });
  teamId = engine.recorded("parent").id;
});

const lives: Readonly<Record<string, () => Lifecycle>> = {
  label: () => ({
    type: "github:index/issueLabel:IssueLabel",
    inputs: { repository: "web", name: "type: patch", color: "0e8a16", description: "Hotfix" },
    changes: {
      name: { to: "type: fix", act: "replace" },
      color: { to: "b60205" },
      description: [{ to: "A hotfix" }, { to: undefined }],
    },
    unchanged: { repository: "there is one repository", etag: "an output by its nature" },
  }),
  team: () => ({
    type: "github:index/team:Team",
    inputs: { name: "Operations", description: "They run it", privacy: "closed" },
    changes: {
      name: { to: "Operations and more" },
      description: [{ to: "They still run it" }, { to: undefined }],
      notificationSetting: { to: "notifications_disabled" },
      parentTeamId: { to: teamId },
      privacy: { to: "secret" },
    },
    unchanged: {
      createDefaultMaintainer: "steers the provider at creation",
      ldapDn: "Enterprise Server only",
      parentTeamReadId: "an output by its nature",
      parentTeamReadSlug: "an output by its nature",
    },
  }),
  membership: () => ({
    type: "github:index/teamMembership:TeamMembership",
    inputs: { teamId, username: "bruno-costa-example", role: "member" },
    changes: { role: { to: "maintainer" } },
    unchanged: { teamId: "replaces", username: "replaces", etag: "an output by its nature" },
  }),
};

describe("types of the organisation", () => {
  it.each(Object.keys(lives))("%s lives through every change", async (name) => {
    await liveThrough(engine, lives[name]!());
    await findsDrift(engine, lives[name]!(), `${name} drifting`);
  });

  it("refuses what the provider refuses, with the property", () => {
    const { failures } = engine.check("github:index/team:Team", "odd", { name: "", privacy: "open" });
    expect(failures.map(({ property }) => property)).toEqual(["name", "privacy"]);
  });
});

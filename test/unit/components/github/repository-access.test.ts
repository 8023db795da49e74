import { describe, expect, it } from "vitest";
import {
  RepositoryAccess,
  resolveRepositoryAccess,
  type RepositoryAccessArgs,
} from "../../../../components/github/repository-access.ts";
import { capture } from "../../../helpers/capture.ts";
import { byName } from "./model.ts";

const base: RepositoryAccessArgs = {
  repository: "web",
  access: { apps: "push", platform: "maintain" },
  teamIds: { apps: 11, platform: 12, others: 13 },
  retain: false,
};
const type = "github:index/teamRepository:TeamRepository";

describe("RepositoryAccess", () => {
  it("gives each team its right, and others none", async () => {
    const rights = byName((await capture(() => new RepositoryAccess("x", base))).all(type));
    expect(rights.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["x-apps", { repository: "web", teamId: "11", permission: "push" }],
      ["x-platform", { repository: "web", teamId: "12", permission: "maintain" }],
    ]);
  });

  it("keeps the rights of an adopted repository", async () => {
    const retained = (await capture(() => new RepositoryAccess("x", { ...base, retain: true }))).all(type);
    expect(retained.map((each) => each.options.retainOnDelete)).toEqual([true, true]);
  });

  it("refuses a team without id instead of leaving it out", () => {
    expect(resolveRepositoryAccess({ ...base, teamIds: { apps: 11 } })).toMatchObject({
      ok: false,
      problems: [{ code: "reference.unknown-team", value: "platform" }],
    });
  });
});

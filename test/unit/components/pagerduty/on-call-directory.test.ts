import { describe, expect, it } from "vitest";
import {
  OnCallDirectory,
  resolveOnCallDirectory,
  seatsOf,
} from "../../../../components/pagerduty/on-call-directory.ts";
import { capture } from "../../../helpers/capture.ts";
import { personal, problemsOf, referenceModel, types, valueOf } from "./fixture.ts";

function args() {
  const { organization, onCall } = referenceModel();
  return { organization, notifications: onCall.notifications, personal };
}

/** The teams with these parents. */
function withParents(parents: Readonly<Record<string, string>>) {
  const { organization, ...rest } = args();
  const teams = Object.entries(organization.teams).map(([id, team]) => {
    const parent = parents[id];
    return [id, parent === undefined ? team : { ...team, parent }] as const;
  });
  return { ...rest, organization: { ...organization, teams: Object.fromEntries(teams) } };
}

describe("OnCallDirectory", () => {
  it("makes every person with a seat and every team", async () => {
    const { organization } = args();
    const made = await capture(() => new OnCallDirectory("directory", args()));
    expect(made.all(types.user)).toHaveLength(Object.keys(organization.people).length);
    expect(made.all(types.team)).toHaveLength(Object.keys(organization.teams).length);
  });

  it("leaves out who has no seat, and their memberships", async () => {
    const { organization, ...rest } = args();
    const helena = organization.people["helena-ivo"];
    if (!helena) throw new Error("the reference model has helena-ivo");
    const people = { ...organization.people, "helena-ivo": { ...helena, paged: false } };
    const changed = { ...rest, organization: { ...organization, people } };
    expect(seatsOf(changed.organization)).not.toContain("helena-ivo");
    const made = await capture(() => new OnCallDirectory("directory", changed));
    expect(made.resources.filter(({ name }) => name.includes("helena-ivo"))).toEqual([]);
  });

  it("makes parents before their children and links them", async () => {
    const changed = withParents({ platform: "operations", "release-approvers": "platform" });
    expect(valueOf(resolveOnCallDirectory(changed)).teams).toEqual([
      "product",
      "operations",
      "platform",
      "release-approvers",
    ]);
    const made = await capture(() => new OnCallDirectory("directory", changed));
    expect(made.one(types.team, "directory-team-platform-team").inputs["parent"]).toBe(
      "<pagerduty:Team directory-team-operations-team: id>",
    );
  });
});

describe("problems", () => {
  it("tells an unknown parent", () => {
    expect(problemsOf(resolveOnCallDirectory(withParents({ platform: "nobody" })))).toEqual([
      { code: "reference.unknown-team", path: "organization.teams.platform.parent" },
    ]);
  });

  it("tells teams that are each other's parent", () => {
    expect(problemsOf(resolveOnCallDirectory(withParents({ platform: "product", product: "platform" })))).toEqual([
      { code: "pagerduty.team-cycle", path: "organization.teams.platform.parent" },
      { code: "pagerduty.team-cycle", path: "organization.teams.product.parent" },
    ]);
  });

  it("tells a wrong notification once, not once a person", () => {
    const { notifications, ...rest } = args();
    const low = [{ method: "email" as const, after: "10 seconds" as const }];
    expect(problemsOf(resolveOnCallDirectory({ ...rest, notifications: { ...notifications, low } }))).toEqual([
      { code: "pagerduty.notification-delay", path: "onCall.notifications.low[0].after" },
    ]);
  });
});

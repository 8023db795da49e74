import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openIssue, page } from "../../../../packages/cli/src/pipelines/escalate.ts";
import type { Place } from "../../../../packages/cli/src/pipelines/git-files.ts";
import { changedPaths, pullOf } from "../../../../packages/cli/src/pipelines/pull-lookup.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { VendorWorld } from "../vendors/vendor-world.ts";

const owner = "motion-mavericks";
const at = `/repos/${owner}/release-operations`;
let world: VendorWorld;
let place: Place;

beforeAll(async () => {
  world = await VendorWorld.open();
  place = { github: await openGitHub(world.connections.github), repo: "release-operations" };
  await world.send("github", `POST /orgs/${owner}/repos`, { name: place.repo, auto_init: true });
});
afterAll(() => world.close());

const write = (path: string, branch: string, text = path): Promise<{ commit: { sha: string } }> =>
  world.send("github", `PUT ${at}/contents/${path}`, {
    message: `Write ${path}`,
    content: Buffer.from(text).toString("base64"),
    branch,
  });

describe("the pull request of a commit (P7)", () => {
  const found = { number: 0, first: "", last: "" };
  beforeAll(async () => {
    const { object } = await world.send<{ object: { sha: string } }>("github", `GET ${at}/git/ref/heads/main`);
    await world.send("github", `POST ${at}/git/refs`, { ref: "refs/heads/fix", sha: object.sha });
    found.first = (await write("policy/rule.ts", "fix")).commit.sha;
    found.last = (await write("docs/höhe.md", "fix")).commit.sha;
    const { number } = await world.send<{ number: number }>("github", `POST ${at}/pulls`, {
      title: "Fix",
      head: "fix",
      base: "main",
    });
    found.number = number;
  });

  it("is found by head or number for its newest commit, tells every path, and is none when it is closed", async () => {
    const head = `${owner}:fix`;
    expect(await pullOf(place, { commit: found.last, by: { head } })).toBe(found.number);
    expect(await pullOf(place, { commit: found.last, by: { number: found.number } })).toBe(found.number);
    expect(await pullOf(place, { commit: found.first, by: { head } })).toBeUndefined();
    expect(await pullOf(place, { commit: found.first, by: { number: found.number } })).toBeUndefined();
    expect(await pullOf(place, { commit: found.last, by: { head: `${owner}:main` } })).toBeUndefined();
    expect([...(await changedPaths(place, found.number))].toSorted()).toEqual(["docs/höhe.md", "policy/rule.ts"]);
    await world.send("github", `PATCH ${at}/pulls/${String(found.number)}`, { state: "closed" });
    expect(await pullOf(place, { commit: found.last, by: { number: found.number } })).toBeUndefined();
  });
});

describe("calling a person (P9)", () => {
  const call = {
    subject: "drift-prod",
    title: "Drift in the stack prod",
    run: "https://github.com/x/y/actions/runs/1",
  };

  it("opens one issue a matter, however often it is told", async () => {
    const first = await openIssue(place, call);
    const again = await openIssue(place, { ...call, run: "https://github.com/x/y/actions/runs/2" });
    const other = await openIssue(place, { ...call, subject: "drift-staging" });
    expect([first.done, again.done, other.done]).toEqual(["opened", "continued", "opened"]);
    expect(again.issue).toBe(first.issue);
    expect(other.issue).not.toBe(first.issue);
    const comments = await world.send<{ body: string }[]>("github", `GET ${at}/issues/${String(first.issue)}/comments`);
    expect(comments.map(({ body }) => body)).toEqual([
      "Drift in the stack prod.\n\nThe run with its logs: https://github.com/x/y/actions/runs/2",
    ]);
  });

  it("pages by the key of an integration: one incident a matter, with the run", async () => {
    const service = await pagedService();
    const issue = { issue: 1, url: "https://github.com/x/y/issues/1", done: "opened" as const };
    await page(call, service.key, issue, world.connections.pagerduty.baseUrl);
    await page(call, service.key, issue, world.connections.pagerduty.baseUrl);
    const { incidents } = await world.send<{ incidents: { title: string }[] }>(
      "pagerduty",
      `GET /incidents?service_ids[]=${service.id}`,
    );
    expect(incidents.map(({ title }) => title)).toEqual(["Drift in the stack prod"]);
    await expect(page(call, "0".repeat(32), issue, world.connections.pagerduty.baseUrl)).rejects.toMatchObject({
      vendor: "pagerduty",
    });
  });
});

/** A service with somebody behind it and an integration of the Events API. */
async function pagedService(): Promise<{ id: string; key: string }> {
  const { users } = await world.send<{ users: { id: string }[] }>("pagerduty", "GET /users");
  const targets = [{ id: users[0]?.id, type: "user_reference" }];
  const { escalation_policy: policy } = await world.send<{ escalation_policy: { id: string } }>(
    "pagerduty",
    "POST /escalation_policies",
    {
      escalation_policy: {
        type: "escalation_policy",
        name: "Platform",
        escalation_rules: [{ escalation_delay_in_minutes: 30, targets }],
      },
    },
  );
  const reference = { id: policy.id, type: "escalation_policy_reference" };
  const { service } = await world.send<{ service: { id: string } }>("pagerduty", "POST /services", {
    service: { type: "service", name: "pipelines", escalation_policy: reference },
  });
  const { integration } = await world.send<{ integration: { integration_key: string } }>(
    "pagerduty",
    `POST /services/${service.id}/integrations`,
    { integration: { type: "events_api_v2_inbound_integration", name: "pipelines" } },
  );
  return { id: service.id, key: integration.integration_key };
}

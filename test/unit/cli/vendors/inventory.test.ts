import type { VendorId } from "@launchgate/core";
import type { Sandbox } from "@launchgate/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VendorConnections } from "../../../../packages/cli/src/vendors/connections.ts";
import { inventory, type Inventory } from "../../../../packages/cli/src/vendors/inventory.ts";
import { removabilityOf, removeThings } from "../../../../packages/cli/src/vendors/removal/removal.ts";
import { auditLogs } from "../../../../packages/cli/src/vendors/audit/audit-logs.ts";
import { VendorWorld } from "./vendor-world.ts";

let world: VendorWorld;
let sandbox: Sandbox;
let connections: Required<VendorConnections>;

/** One call of a vendor as a person or machine would make it by hand. */
function send(vendor: VendorId, line: string, body?: object, holder?: string): Promise<Record<string, never>> {
  return world.send(vendor, line, body, holder);
}

beforeAll(async () => {
  world = await VendorWorld.open();
  ({ sandbox, connections } = world);
  await fillGitHub();
  await fillNeon();
  await fillDatadog();
});

const guard = {
  name: "guard",
  target: "branch",
  enforcement: "active",
  conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
  rules: [{ type: "deletion" }],
};
const monitor = {
  name: "m",
  type: "metric alert",
  query: "avg(last_5m):avg:system.cpu.user{*} > 90",
  message: "x",
  tags: ["env:prod", "managed-by:launchgate"],
};

async function fillGitHub(): Promise<void> {
  const at = "/repos/motion-mavericks/web";
  await send("github", "POST /orgs/motion-mavericks/repos", { name: "web" });
  for (let number = 0; number < 120; number += 1)
    await send("github", `POST ${at}/labels`, { name: `label-${String(number)}`, color: "ffffff" });
  await send("github", `PUT ${at}/environments/prod`, {
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
  await send("github", `POST ${at}/environments/prod/deployment-branch-policies`, { name: "main", type: "branch" });
  await send("github", `POST ${at}/environments/prod/variables`, { name: "STAGE", value: "prod" });
  await send("github", `POST ${at}/rulesets`, guard);
  await send("github", "POST /orgs/motion-mavericks/teams", {
    name: "platform",
    description: "(managed-by: launchgate)",
  });
}

async function fillNeon(): Promise<void> {
  const project = { org_id: "org-motion-mavericks", region_id: "aws-eu-central-1" };
  for (let number = 0; number < 3; number += 1)
    await send("neon", "POST /api/v2/projects", { project: { ...project, name: `p${String(number)}` } });
}

async function fillDatadog(): Promise<void> {
  await send("datadog", "POST /api/v1/monitor", monitor);
  const attributes = { scope: "env:prod", monitor_identifier: { monitor_tags: ["service:web"] }, message: "quiet" };
  await send("datadog", "POST /api/v2/downtime", { data: { type: "downtime", attributes } });
}

afterAll(() => world.close());

function idsOf({ objects }: Inventory, kind: string): string[] {
  return objects.filter((each) => each.kind.endsWith(`:${kind}`)).map(({ id }) => id);
}

describe("the inventory", () => {
  it("finds everything of GitHub, page after page, with containers", async () => {
    const found = await inventory({ github: connections.github });
    expect(idsOf(found, "IssueLabel").filter((id) => id.startsWith("web:label-"))).toHaveLength(120);
    expect(idsOf(found, "RepositoryEnvironment")).toContain("web:prod");
    expect(idsOf(found, "ActionsEnvironmentVariable")).toContain("web:prod:STAGE");
    expect(idsOf(found, "RepositoryEnvironmentDeploymentPolicy")).toHaveLength(1);
    expect(idsOf(found, "RepositoryRuleset").length).toBeGreaterThan(0);
    expect(found.objects.find(({ kind }) => kind.endsWith(":Team"))).toMatchObject({
      name: "platform",
      managedTag: true,
    });
    const variable = found.objects.find(({ id }) => id === "web:prod:STAGE");
    expect(variable?.parent).toEqual({
      kind: "github:index/repositoryEnvironment:RepositoryEnvironment",
      id: "web:prod",
    });
    expect(idsOf(found, "Membership")).toContain("motion-mavericks:ada-brandt-example");
  });

  it("finds everything of Vercel and shows no secret", async () => {
    const { id } = (await send("vercel", "POST /v10/projects", { name: "web-prod" })) as unknown as { id: string };
    const secret = "a".repeat(32);
    await send("vercel", "POST /v10/projects/web-prod/env", {
      key: "A",
      value: "canary-value",
      type: "sensitive",
      target: ["production"],
    });
    await send("vercel", "POST /v10/projects/web-prod/domains", { name: "www.motion-mavericks.example" });
    await send("vercel", "PATCH /v1/projects/web-prod/protection-bypass", { generate: { secret, note: "smoke" } });
    const found = await inventory({ vercel: connections.vercel });
    expect(idsOf(found, "Project")).toEqual([id]);
    expect(idsOf(found, "ProjectDomain")).toEqual([`${id}/www.motion-mavericks.example`]);
    expect(found.objects.find(({ kind }) => kind.endsWith("EnvironmentVariable"))).toMatchObject({
      alias: `${id} A production`,
      parent: { id },
    });
    expect(found.objects.find(({ kind }) => kind.endsWith("Bypass"))).toMatchObject({
      name: "web-prod smoke",
      alias: `${id} smoke`,
    });
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(JSON.stringify(found)).not.toContain("canary-value");
  });

  it("finds everything of Neon, page after page", async () => {
    const found = await inventory({ neon: connections.neon });
    expect(idsOf(found, "Project")).toHaveLength(3);
    expect(idsOf(found, "Branch")).toHaveLength(3);
    expect(idsOf(found, "Endpoint")).toHaveLength(3);
    expect(idsOf(found, "Database").every((id) => id.split("/").length === 3)).toBe(true);
  });

  it("finds everything of PagerDuty, and neither addresses nor numbers", async () => {
    const { user } = (await send("pagerduty", "POST /users", {
      user: { type: "user", name: "Eve", email: "canary@example.org" },
    })) as unknown as { user: { id: string } };
    for (let number = 0; number < 105; number += 1)
      await send("pagerduty", "POST /teams", { team: { type: "team", name: `team ${String(number)}` } });
    const found = await inventory({ pagerduty: connections.pagerduty });
    expect(idsOf(found, "User")).toContain(user.id);
    expect(idsOf(found, "Team")).toHaveLength(105);
    const made = found.objects.filter(({ parent }) => parent?.id === user.id);
    expect(made.map(({ vendorMade }) => vendorMade)).toEqual([true, true, true]);
    expect(JSON.stringify(found)).not.toContain("canary@");
  });

  it("finds everything of Datadog, with stages and what is muted", async () => {
    const found = await inventory({ datadog: connections.datadog });
    expect(found.objects.find(({ kind }) => kind.endsWith(":Monitor"))).toMatchObject({
      name: "m",
      stage: "prod",
      managedTag: true,
    });
    expect(found.objects.find(({ kind }) => kind.endsWith(":DowntimeSchedule"))).toMatchObject({
      stage: "prod",
      remark: "mutes service:web (env:prod)",
    });
  });

  it("looks only inside the containers asked for, and tells when a vendor is done", async () => {
    const done: string[] = [];
    const found = await inventory(
      { github: connections.github },
      { enter: () => false, onVendor: (vendor) => done.push(vendor) },
    );
    expect(idsOf(found, "IssueLabel")).toEqual([]);
    expect(idsOf(found, "Repository")).toContain("web");
    expect(done).toEqual(["github"]);
  });

  it("names what a token may not see instead of calling it empty", async () => {
    const token = sandbox.tokens.neon["drift"]?.token ?? "";
    const { unread, objects } = await inventory({ neon: { ...connections.neon, token } });
    expect(objects.length).toBeGreaterThan(0);
    expect(unread).toMatchObject([{ vendor: "neon", kind: "neon:index:ApiKey", where: "the account" }]);
  });

  it("does not go on with a token that is refused", async () => {
    const refused = inventory({ github: { ...connections.github, token: "unknown" } });
    await expect(refused).rejects.toMatchObject({ code: "vendor.token-refused", vendor: "github" });
  });
});

describe("removal", () => {
  it("takes away what holds no data, and finds it gone; twice is fine", async () => {
    const at = "/repos/motion-mavericks/spare";
    await send("github", "POST /orgs/motion-mavericks/repos", { name: "spare" });
    await send("github", `PUT ${at}/environments/drill`, {});
    await send("github", `POST ${at}/environments/drill/variables`, { name: "SPARE", value: "x" });
    await send("github", `POST ${at}/labels`, { name: "spare", color: "ffffff" });
    await send("github", `POST ${at}/rulesets`, { ...guard, name: "spare" });
    await send("datadog", "POST /api/v1/monitor", { ...monitor, name: "spare" });
    const both = { github: connections.github, datadog: connections.datadog };
    const { objects } = await inventory(both);
    const removable = /:(?:RepositoryRuleset|ActionsEnvironmentVariable|IssueLabel|RepositoryEnvironment|Monitor)$/;
    const wanted = objects.filter(
      ({ kind, id, name }) => removable.test(kind) && [id, name].some((each) => /(?:spare|:drill)$/i.test(each)),
    );
    const things = wanted.map(({ kind, id, parent }) => ({ kind, id, ...(parent ? { within: parent.id } : {}) }));
    expect(things).toHaveLength(5);
    for (let again = 0; again < 2; again += 1) {
      const gone: string[] = [];
      await removeThings(connections, things, ({ id }) => gone.push(id));
      expect(gone).toHaveLength(5);
    }
    const after = await inventory(both);
    const left = new Set(after.objects.map(({ kind, id }) => `${kind} ${id}`));
    expect(things.filter(({ kind, id }) => left.has(`${kind} ${id}`))).toEqual([]);
  });

  it.each([
    "neon:index:Project",
    "neon:index:Branch",
    "neon:index:Database",
    "neon:index:Role",
    "github:index/repository:Repository",
    "vercel:index/project:Project",
    "datadog:index/logsArchive:LogsArchive",
    "pagerduty:index/service:Service",
    "pagerduty:index/user:User",
    "anything:else:Unknown",
  ])("never takes away %s, and says how a person does", async (kind) => {
    const before = sandbox.requests().length;
    expect(removabilityOf(kind)).toMatchObject({ possible: false });
    await removeThings(connections, [{ kind, id: "x" }], () => expect.unreachable());
    expect(sandbox.requests().length).toBe(before);
  });
});

describe("audit logs", () => {
  const since = new Date(0);
  const planOf = (): string => "team";

  it("say who did what at GitHub", async () => {
    await send("github", "PATCH /repos/motion-mavericks/web", { description: "changed by hand" }, "ada-brandt");
    const [log] = await auditLogs(connections, { vendors: ["github"], since, planOf });
    const entry = log?.entries.find(({ actor }) => actor === "ada-brandt-example");
    expect(entry).toMatchObject({ action: "repo.update" });
    expect(entry?.words.has("motion-mavericks/web")).toBe(true);
  });

  it("are said to be missing where there are none", async () => {
    const logs = await auditLogs({}, { vendors: ["neon", "datadog"], since, planOf });
    expect(logs.map(({ missing }) => missing)).toEqual([
      "Neon keeps no log of who changed what",
      "Datadog is not connected",
    ]);
    const refused = await auditLogs(
      { github: { ...connections.github, organization: "unknown" } },
      { vendors: ["github"], since, planOf },
    );
    expect(refused[0]?.missing).toBe("GitHub team has no audit log for this token");
  });
});

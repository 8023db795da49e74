import { readFileSync, readdirSync } from "node:fs";
import { requirements } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { attribute } from "../../../../packages/cli/src/drift/attribution.ts";
import type { UnattributedItem } from "../../../../packages/cli/src/drift/changes.ts";
import { ranked } from "../../../../packages/cli/src/drift/ranking.ts";
import { shortKind } from "../../../../packages/cli/src/drift/report.ts";
import { riskTable } from "../../../../packages/cli/src/drift/risk-table.ts";
import { riskOf } from "../../../../packages/cli/src/drift/risk.ts";
import { tracesOf } from "../../../../packages/cli/src/drift/traces.ts";
import { judgeWriteOnly } from "../../../../packages/cli/src/drift/write-only.ts";
import type { AuditLog } from "../../../../packages/cli/src/vendors/audit/audit-entry.ts";
import { wordsOf } from "../../../../packages/cli/src/vendors/audit/audit-entry.ts";
import { datadogKinds } from "../../../../packages/cli/src/vendors/inventories/datadog.ts";
import { githubKinds } from "../../../../packages/cli/src/vendors/inventories/github.ts";
import { neonKinds } from "../../../../packages/cli/src/vendors/inventories/neon.ts";
import { pagerdutyKinds } from "../../../../packages/cli/src/vendors/inventories/pagerduty.ts";
import { vercelKinds } from "../../../../packages/cli/src/vendors/inventories/vercel.ts";
import { removalTable } from "../../../../packages/cli/src/vendors/removal/removal-table.ts";
import { inRepository } from "../../../helpers/repository.ts";
import { resource } from "./readings.ts";

const ruleset = "github:index/repositoryRuleset:RepositoryRuleset";
const secret = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";

describe("the risk table", () => {
  it("has a row for every kind that a stack declares", () => {
    const folder = inRepository("test/golden/plans");
    const kinds = readdirSync(folder).flatMap((file) =>
      Object.values(JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Record<string, { type: string }>).map(
        ({ type }) => type,
      ),
    );
    const vendorKinds = new Set(
      kinds.filter((type) => /^(?:github|vercel|neon|pagerduty|datadog):/.test(type)).map(shortKind),
    );
    const rows = new Set(riskTable.filter(({ field }) => field === undefined).map(({ kind }) => kind));
    expect([...vendorKinds].filter((kind) => !rows.has(kind))).toEqual([]);
    expect(vendorKinds.size).toBeGreaterThan(50);
  });

  it("has a row for every kind that the vendors list, so that no extra is ranked by default", () => {
    const kinds = [githubKinds, vercelKinds, neonKinds, pagerdutyKinds, datadogKinds].flatMap((each): string[] =>
      Object.values(each),
    );
    const rows = new Set(riskTable.filter(({ field }) => field === undefined).map(({ kind }) => kind));
    expect(kinds.map(shortKind).filter((kind) => !rows.has(kind))).toEqual([]);
    expect(kinds.filter((kind) => removalTable[kind] === undefined)).toEqual([]);
  });

  it("names each kind and field once, and requirements that exist", () => {
    const keys = riskTable.map(({ kind, field = "*" }) => `${kind} ${field}`);
    expect(new Set(keys).size).toBe(keys.length);
    const ids = new Set<string>(Object.keys(requirements));
    expect(riskTable.filter(({ requirement }) => !ids.has(requirement))).toEqual([]);
  });

  it.each([
    [ruleset, "bypassActors[3].actorId", "critical"],
    [ruleset, undefined, "critical"],
    [ruleset, "name", "low"],
    ["datadog:index/monitor:Monitor", "monitorThresholds.critical", "critical"],
    ["datadog:index/monitor:Monitor", "evaluationDelay", "high"],
    ["pagerduty:index/escalationPolicy:EscalationPolicy", "rules[0].targets[0].id", "critical"],
    ["pagerduty:index/escalationPolicy:EscalationPolicy", "description", "low"],
    ["github:index/neverHeardOf:NeverHeardOf", "field", "medium"],
    ["github:index/neverHeardOf:NeverHeardOf", undefined, "medium"],
  ])("judges %s %s as %s", (type, field, risk) => {
    expect(riskOf(type, field)).toMatchObject({ risk });
    expect(Object.keys(riskOf(type, field)).toSorted()).toEqual(["reason", "requirement", "risk"]);
  });
});

describe("values that cannot be seen", () => {
  const written = resource(
    secret,
    "TOKEN",
    "web:prod:TOKEN",
    { value: "sealed" },
    { modified: "2026-11-20T10:00:00Z" },
  );
  const at = (changedAt?: string) => [
    {
      resource: written,
      object: {
        vendor: "github" as const,
        kind: secret,
        id: "web:prod:TOKEN",
        name: "TOKEN",
        ...(changedAt ? { changedAt } : {}),
      },
    },
  ];
  const clocks = { ahead: 0, doubt: 60_000 };

  it("are drift where the vendor changed them after us", () => {
    const { items, unseen } = judgeWriteOnly([written], at("2026-11-20T10:05:00Z"), clocks);
    expect(items).toMatchObject([
      { drift: "changed", field: "value", risk: "high", found: "[cannot be seen; changed 2026-11-20T10:05:00Z]" },
    ]);
    expect(unseen).toEqual([]);
  });

  it.each([
    ["within the doubt of the clocks", "2026-11-20T10:00:30Z", "not changed at the vendor since 2026-11-20T10:00:30Z"],
    ["never said", undefined, "the vendor does not say when it was changed"],
  ])("are only said where the change is %s", (_title, changedAt, standIn) => {
    const { items, unseen } = judgeWriteOnly([written], at(changedAt), clocks);
    expect(items).toEqual([]);
    expect(unseen).toMatchObject([{ field: "value", standIn }]);
  });

  it("go by the vendor's own clock where the state has its time, and by the moved clock of the practice ground", () => {
    const kept = { ...written, outputs: { updatedAt: "2026-11-20T12:00:00Z" } };
    const changedAt = { ...at("2026-11-20T11:00:00Z")[0]!, resource: kept };
    expect(judgeWriteOnly([kept], [changedAt], { ahead: 0, doubt: 0 }).items).toEqual([]);
    expect(judgeWriteOnly([written], at("2026-11-20T11:00:00Z"), { ahead: 7_200_000, doubt: 0 }).items).toEqual([]);
    expect(judgeWriteOnly([written], at("2026-11-20T13:00:00Z"), { ahead: 7_200_000, doubt: 0 }).items).toHaveLength(1);
  });

  it("are those that are told only beside others, whenever the thing was changed", () => {
    const environment = "github:index/repositoryEnvironment:RepositoryEnvironment";
    const alone = resource(
      environment,
      "open",
      "web:staging",
      { preventSelfReview: true },
      { modified: "2026-11-20T10:00:00Z" },
    );
    const guarded = resource(environment, "guarded", "web:prod", {
      preventSelfReview: true,
      reviewers: [{ teams: [1] }],
    });
    const object = { vendor: "github" as const, kind: environment, id: "web:staging", name: "web staging" };
    const later = { resource: alone, object: { ...object, changedAt: "2026-11-20T12:00:00Z" } };
    const { items, unseen } = judgeWriteOnly([alone, guarded], [later], clocks);
    expect(items).toEqual([]);
    expect(unseen).toMatchObject([
      { name: "open", field: "preventSelfReview", standIn: "GitHub tells of it only where there are reviewers" },
    ]);
  });

  it("are not those of a variable that can be read", () => {
    const variable = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
    const open = resource(variable, "A", "env_1", { value: "x", sensitive: false });
    const sealed = resource(variable, "B", "env_2", { value: "x", sensitive: true });
    expect(judgeWriteOnly([open, sealed], [], clocks).unseen.map(({ name }) => name)).toEqual(["B"]);
  });
});

describe("who did it", () => {
  const item: UnattributedItem = {
    drift: "changed",
    vendor: "github",
    kind: ruleset,
    name: "guard",
    id: "600003",
    urn: "urn",
    field: "enforcement",
    risk: "critical",
    reason: "r",
    requirement: "P6",
  };
  const declaring = resource(ruleset, "guard", "600003", { repository: "web", name: "main is guarded" });
  const entry = (actor: string, at: string, action: string, more: object) => ({
    vendor: "github" as const,
    actor,
    at,
    action,
    words: wordsOf({ action, ...more }),
  });
  const by = (log: AuditLog) => attribute([item], [log], (each) => tracesOf(each, declaring, "octo"))[0]?.by;

  it("is the newest entry that names thing and repository", () => {
    const entries = [
      entry("eve", "2026-11-20T12:00:00Z", "repo.access", { repo: "octo/web", name: "main is guarded" }),
      entry("mallory", "2026-11-20T11:00:00Z", "repository_ruleset.update", {
        repo: "octo/api",
        name: "main is guarded",
      }),
      entry("ada", "2026-11-20T10:00:00Z", "repository_ruleset.update", {
        repo: "octo/web",
        data: { name: "main is guarded" },
      }),
      entry("bob", "2026-11-20T09:00:00Z", "repository_ruleset.create", {
        repo: "octo/web",
        data: { name: "main is guarded" },
      }),
    ];
    expect(by({ vendor: "github", entries })).toEqual({
      known: true,
      actor: "ada",
      at: "2026-11-20T10:00:00Z",
      action: "repository_ruleset.update",
    });
  });

  it("is said to be unknown, with the reason", () => {
    expect(by({ vendor: "github", entries: [], missing: "GitHub team has no audit log for this token" })).toEqual({
      known: false,
      why: "not known: GitHub team has no audit log for this token",
    });
    expect(by({ vendor: "github", entries: [] })).toEqual({
      known: false,
      why: "not known: the audit log of GitHub does not name it",
    });
  });
});

it("ranks the worst first, and reads alike each time", () => {
  const base = {
    drift: "extra",
    vendor: "github",
    kind: ruleset,
    id: "1",
    reason: "r",
    requirement: "P6",
    by: { known: false, why: "" },
  } as const;
  const items = [
    { ...base, name: "b", risk: "low" },
    { ...base, name: "c", risk: "critical" },
    { ...base, name: "a", risk: "low" },
    { ...base, name: "d", risk: "high" },
  ] as const;
  expect(ranked(items).map(({ name }) => name)).toEqual(["c", "d", "a", "b"]);
});

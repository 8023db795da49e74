import { expect, it } from "vitest";
import { attribute } from "../../../../packages/cli/src/drift/attribution.ts";
import type { UnattributedItem } from "../../../../packages/cli/src/drift/changes.ts";
import { tracesOf } from "../../../../packages/cli/src/drift/traces.ts";
import { wordsOf } from "../../../../packages/cli/src/vendors/audit/audit-entry.ts";

type Extra = Pick<UnattributedItem, "vendor" | "kind" | "id" | "name"> & { readonly within?: string };
type Entry = readonly [action: string, facts: object];

const secret = "vercel:index/projectProtectionBypass:ProjectProtectionBypass";
const github = (name: string): string => `github:index/x:${name}`;

/** An extra, the entry that tells of it, and one that only looks like it. */
const rows: readonly (readonly [what: string, extra: Extra, own: Entry, other: Entry])[] = [
  [
    "a member of a team: the team too",
    { vendor: "github", kind: github("TeamMembership"), id: "8:leo", name: "leo in On duty", within: "8" },
    ["team.add_member", { team: "octo/on-duty", user: "leo" }],
    ["team.add_member", { team: "octo/approvers", user: "leo" }],
  ],
  [
    "access of a team: the team too",
    { vendor: "github", kind: github("TeamRepository"), id: "8:web", name: "On duty on web", within: "8" },
    ["team.add_repository", { team: "octo/on-duty", repo: "octo/web", data: { name: "web" } }],
    ["team.add_repository", { team: "octo/approvers", repo: "octo/web", data: { name: "web" } }],
  ],
  [
    "a collaborator: the repository too",
    { vendor: "github", kind: github("RepositoryCollaborator"), id: "web:leo", name: "leo on web", within: "web" },
    ["repo.add_member", { repo: "octo/web", user: "leo" }],
    ["repo.add_member", { repo: "octo/api", user: "leo" }],
  ],
  [
    "a member of the organisation",
    { vendor: "github", kind: github("Membership"), id: "octo:leo", name: "leo" },
    ["org.invite_member", { org: "octo", user: "leo" }],
    ["team.add_member", { org: "octo", user: "leo" }],
  ],
  [
    "a webhook: by its id",
    { vendor: "github", kind: github("RepositoryWebhook"), id: "77", name: "web receiver.example", within: "web" },
    ["hook.create", { repo: "octo/web", hook_id: 77 }],
    ["hook.create", { repo: "octo/web", hook_id: 78 }],
  ],
  [
    "a pattern of an environment: the repository too",
    {
      vendor: "github",
      kind: github("RepositoryEnvironmentDeploymentPolicy"),
      id: "web:prod:5",
      name: "web prod hotfix/*",
      within: "web:prod",
    },
    ["environment.update_protection_rule", { repo: "octo/web", data: { name: "hotfix/*" } }],
    ["environment.update_protection_rule", { repo: "octo/api", data: { name: "hotfix/*" } }],
  ],
  [
    "a variable at Vercel: its targets stand behind its name",
    {
      vendor: "vercel",
      kind: "vercel:index/x:ProjectEnvironmentVariable",
      id: "env_1",
      name: "web KEY (production, preview)",
    },
    ["added", { name: "KEY" }],
    ["added", { name: "production" }],
  ],
  [
    "a bypass at Vercel: the project and the type of the event",
    { vendor: "vercel", kind: secret, id: "prj_1/0123", name: "web-prod of nobody", within: "prj_1" },
    ["changed", { type: "project-automation-bypass", project: "web-prod" }],
    ["changed", { type: "project-name", project: "web-prod" }],
  ],
];

it.each(rows)("%s", (_what, extra, own, other) => {
  const item: UnattributedItem = { drift: "extra", risk: "high", reason: "r", requirement: "L4", ...extra };
  const entries = [other, own].map(([action, facts], index) => ({
    vendor: extra.vendor,
    at: `2026-11-2${String(index)}T10:00:00.000Z`,
    actor: index === 1 ? "ada" : "mallory",
    action,
    words: wordsOf({ action, ...facts }),
  }));
  const [judged] = attribute([item], [{ vendor: extra.vendor, entries }], (each) => tracesOf(each, undefined, "octo"));
  expect(judged?.by).toMatchObject({ known: true, actor: "ada" });
});

import { plainRow } from "../../plain-row.ts";

/** A team of the organisation. */
export const team = plainRow({
  type: "github:index/team:Team",
  source: "terraform-provider-github resource_github_team.go; github.json /orgs/{org}/teams",
  createBy: "POST /orgs/{owner}/teams",
  readBy: "GET /teams/{id}",
  updateBy: "PATCH /teams/{id}",
  removeBy: "DELETE /teams/{id}",
  id: "{answer.id}",
  settings: {
    name: { minLength: 1, maxLength: 255 },
    description: { absent: "" },
    privacy: { default: "secret", values: ["secret", "closed"] },
    notificationSetting: {
      default: "notifications_enabled",
      values: ["notifications_enabled", "notifications_disabled"],
    },
    parentTeamId: { absent: "" },
  },
  autoName: true,
  forms: {
    createDefaultMaintainer: { skip: true },
    ldapDn: { skip: true },
    parentTeamReadId: { skip: true },
    parentTeamReadSlug: { skip: true },
    parentTeamId: { to: (id) => (id === "" ? null : Number(id)), from: (_value, body) => parentOf(body) },
  },
  also: (body) => ({ ...body, description: body["description"] ?? "" }),
});

function parentOf(body: Readonly<Record<string, unknown>>): string {
  const parent = body["parent"] as { readonly id?: number } | null | undefined;
  return parent?.id === undefined ? "" : String(parent.id);
}

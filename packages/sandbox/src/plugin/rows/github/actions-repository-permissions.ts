import { isUnknown, type Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";

const at = (repository: unknown, { settings }: RowCall): string =>
  `/repos/${encodeURIComponent(String(settings["owner"]))}/${encodeURIComponent(String(repository))}`;

/** Which actions the workflows of a repository may use. Two addresses: the policy, and what "selected" means. */
export const actionsRepositoryPermissions: PluginRow = {
  type: "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions",
  source: "terraform-provider-github resource_github_actions_repository_permissions.go",
  importId: "{repository}",
  naturalKey: ["repository"],
  settings: {
    repository: { change: "replace" },
    enabled: { default: true },
    allowedActions: { values: ["all", "local_only", "selected"], absent: "all" },
    "allowedActionsConfig.patternsAlloweds": { unordered: true },
  },
  check: ({ allowedActions, allowedActionsConfig }) =>
    allowedActionsConfig !== undefined && allowedActions !== "selected" && !isUnknown(allowedActions)
      ? [{ property: "allowedActionsConfig", reason: 'needs allowedActions "selected"' }]
      : [],
  async create(inputs, call) {
    await write(inputs, call);
    return { id: String(inputs["repository"]) };
  },
  async find(id, _state, call) {
    const policy = (await call.http.find(`${at(id, call)}/actions/permissions`)) as Properties | undefined;
    if (policy === undefined) return undefined;
    const selected =
      policy["allowed_actions"] === "selected"
        ? ((await call.http.find(`${at(id, call)}/actions/permissions/selected-actions`)) as Properties | undefined)
        : undefined;
    return {
      id,
      properties: {
        repository: id,
        enabled: policy["enabled"],
        allowedActions: policy["allowed_actions"],
        shaPinningRequired: policy["sha_pinning_required"],
        allowedActionsConfig: selected === undefined ? null : configOf(selected),
      },
    };
  },
  update: (_id, inputs, _old, call) => write(inputs, call),
  async remove(id, _state, call) {
    if ((await call.http.find(at(id, call))) === undefined) return;
    await call.http.request("PUT", `${at(id, call)}/actions/permissions`, { enabled: true, allowed_actions: "all" });
  },
};

function configOf(selected: Properties): Properties {
  return {
    githubOwnedAllowed: selected["github_owned_allowed"],
    verifiedAllowed: selected["verified_allowed"],
    patternsAlloweds: selected["patterns_allowed"],
  };
}

async function write(inputs: Properties, call: RowCall): Promise<void> {
  const base = `${at(inputs["repository"], call)}/actions/permissions`;
  const { enabled, allowedActions, shaPinningRequired, allowedActionsConfig } = inputs;
  await call.http.request("PUT", base, {
    enabled,
    ...(enabled === false || allowedActions === undefined ? {} : { allowed_actions: allowedActions }),
    ...(shaPinningRequired === undefined ? {} : { sha_pinning_required: shaPinningRequired }),
  });
  if (enabled === false || allowedActions !== "selected" || allowedActionsConfig === undefined) return;
  const config = allowedActionsConfig as Properties;
  await call.http.request("PUT", `${base}/selected-actions`, {
    github_owned_allowed: config["githubOwnedAllowed"],
    verified_allowed: config["verifiedAllowed"] ?? false,
    patterns_allowed: config["patternsAlloweds"] ?? [],
  });
}

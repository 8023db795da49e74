import type { Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";

const at = (repository: unknown, { settings }: RowCall): string =>
  `/repos/${encodeURIComponent(String(settings["owner"]))}/${encodeURIComponent(String(repository))}`;

/** The default branch of a repository. The repository has one in any case: with `rename` that one gets the name. */
export const branchDefault: PluginRow = {
  type: "github:index/branchDefault:BranchDefault",
  source: "terraform-provider-github resource_github_branch_default.go",
  importId: "{repository}",
  naturalKey: ["repository"],
  settings: {
    repository: { change: "replace" },
    rename: { default: false, writeOnly: true, change: "state" },
    waitForRename: { writeOnly: true, change: "state" },
    etag: { writeOnly: true, change: "state" },
  },
  async create(inputs, call) {
    await write(inputs, call);
    return { id: String(inputs["repository"]) };
  },
  async find(id, _state, call) {
    const found = (await call.http.find(at(id, call))) as Properties | undefined;
    if (found === undefined) return undefined;
    return { id, properties: { repository: id, branch: found["default_branch"], repositoryId: found["id"] } };
  },
  update: (_id, inputs, _old, call) => write(inputs, call),
  // The provider sets the default back to "main" where there is such a branch; what it was before is not known.
  remove: () => Promise.resolve(),
};

async function write(inputs: Properties, call: RowCall): Promise<void> {
  const base = at(inputs["repository"], call);
  const { default_branch: now } = (await call.http.get(base)).body as Properties;
  if (now === inputs["branch"]) return;
  const from = encodeURIComponent(String(now));
  if (inputs["rename"] === true) {
    await call.http.request("POST", `${base}/branches/${from}/rename`, { new_name: inputs["branch"] });
    return;
  }
  await call.http.request("PATCH", base, { default_branch: inputs["branch"] });
}

import { plainRow, type PlainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";

/** A setting of a repository that is there once: written and read at one address, put back to the vendor's default on deletion. */
export interface RepositorySetting extends Pick<PlainRow, "type" | "source" | "settings" | "forms" | "also" | "check"> {
  /** `/repos/{owner}/{repository}/...`. */
  readonly address: string;
  /** Body of the request that a deletion is: the vendor's defaults. */
  readonly defaults: unknown;
}

/** The row of such a setting: its id is the repository's name. */
export function repositorySetting({ address, defaults, ...row }: RepositorySetting): PluginRow {
  const plain = plainRow({
    ...row,
    createBy: `PUT ${address}`,
    readBy: `GET ${address}`,
    updateBy: `PUT ${address}`,
    id: "{repository}",
    naturalKey: ["repository"],
    settings: { repository: { change: "replace" }, ...row.settings },
  });
  return {
    ...plain,
    async remove(id, _state, call) {
      const owner = encodeURIComponent(String(call.settings["owner"]));
      const path = address.replace("{owner}", owner).replace("{repository}", encodeURIComponent(id));
      if ((await call.http.find(`/repos/${owner}/${encodeURIComponent(id)}`)) === undefined) return;
      await call.http.request("PUT", path, defaults);
    },
  };
}

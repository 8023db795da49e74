import sodium from "libsodium-wrappers";
import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";

/** A plain value for the workflows of an environment. */
export const actionsEnvironmentVariable = plainRow({
  type: "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
  source: "terraform-provider-github resource_github_actions_environment_variable.go",
  createBy: "POST /repos/{owner}/{repository}/environments/{environment}/variables",
  readBy: "GET /repos/{owner}/{repository}/environments/{environment}/variables/{variableName}",
  updateBy: "PATCH /repos/{owner}/{repository}/environments/{environment}/variables/{variableName}",
  removeBy: "DELETE /repos/{owner}/{repository}/environments/{environment}/variables/{variableName}",
  id: "{repository}:{environment}:{variableName}",
  naturalKey: ["repository", "environment", "variableName"],
  settings: {
    repository: { change: "replace" },
    environment: { change: "replace" },
    variableName: { change: "replace" },
  },
  forms: { variableName: { wire: "name" } },
});

const address = (inputs: Properties, { settings }: RowCall): string => {
  const part = (value: unknown): string => encodeURIComponent(String(value));
  const { repository, environment } = inputs;
  return `/repos/${part(settings["owner"])}/${part(repository)}/environments/${part(environment)}/secrets`;
};

/**
 * A secret for the workflows of an environment: sealed here for the environment's key. GitHub never gives it back; the moment of its
 * last change is compared, and one that was changed elsewhere shows as a secret that must be written again.
 */
export const actionsEnvironmentSecret: PluginRow = {
  type: "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret",
  source: "terraform-provider-github resource_github_actions_environment_secret.go",
  importId: "{repository}:{environment}:{secretName}",
  naturalKey: ["repository", "environment", "secretName"],
  settings: {
    repository: { change: "replace" },
    environment: { change: "replace" },
    secretName: { change: "replace" },
    value: { writeOnly: true, secret: true },
    plaintextValue: { writeOnly: true, secret: true },
    valueEncrypted: { writeOnly: true, secret: true },
    encryptedValue: { writeOnly: true, secret: true },
    keyId: { writeOnly: true },
  },
  check: (inputs) => {
    const given = ["value", "plaintextValue", "valueEncrypted", "encryptedValue"].filter(
      (key) => inputs[key] !== undefined,
    );
    return given.length === 1 ? [] : [{ property: "value", reason: "exactly one way of giving the value is needed" }];
  },
  async create(inputs, call) {
    await write(inputs, call);
    const { repository, environment, secretName } = inputs;
    return { id: [repository, environment, secretName].map(String).join(":") };
  },
  async find(id, state, call) {
    const [repository, environment, secretName] = id.split(":");
    const place = { repository, environment, secretName };
    const found = (await call.http.find(`${address(place, call)}/${encodeURIComponent(String(secretName))}`)) as
      Properties | undefined;
    if (found === undefined) return undefined;
    const updatedAt = found["updated_at"];
    const known = state["remoteUpdatedAt"];
    const changedElsewhere = known !== undefined && known !== updatedAt && call.refreshing;
    return {
      id,
      properties: {
        ...place,
        createdAt: found["created_at"],
        updatedAt,
        remoteUpdatedAt: updatedAt,
        ...(changedElsewhere ? { value: null, plaintextValue: null } : {}),
      },
    };
  },
  update: (_id, inputs, _old, call) => write(inputs, call),
  async remove(id, _state, call) {
    const [repository, environment, secretName] = id.split(":");
    await call.http.remove(`${address({ repository, environment }, call)}/${encodeURIComponent(String(secretName))}`);
  },
};

async function write(inputs: Properties, call: RowCall): Promise<void> {
  const base = address(inputs, call);
  const path = `${base}/${encodeURIComponent(String(inputs["secretName"]))}`;
  const sealed = inputs["valueEncrypted"] ?? inputs["encryptedValue"];
  const key = (await call.http.get(`${base}/public-key`)).body as { readonly key: string; readonly key_id: string };
  const encrypted = sealed ?? (await seal(textOf(inputs["value"] ?? inputs["plaintextValue"]), key.key));
  await call.http.request("PUT", path, { encrypted_value: encrypted, key_id: inputs["keyId"] ?? key.key_id });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

async function seal(value: string, key: string): Promise<string> {
  await sodium.ready;
  const sealed = sodium.crypto_box_seal(Buffer.from(value), Buffer.from(key, "base64"));
  return Buffer.from(sealed).toString("base64");
}

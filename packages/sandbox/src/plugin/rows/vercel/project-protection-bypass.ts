import { ProviderError, type Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";
import { lastParts, objectOf, projectAt, teamSetting, textOf } from "./places.ts";

interface Bypass {
  readonly scope: string;
  readonly isEnvVar?: boolean;
  readonly note?: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

const alone =
  "isEnvVar = false cannot be for the only protection bypass of a project: leave it out, or declare another one with isEnvVar = true.";

/**
 * A secret that lets automation pass the protection of a project's deployments. One of them at a time is the environment variable.
 * The provider's id holds the secret: `projectId/secret`.
 */
export const projectProtectionBypass: PluginRow = {
  type: "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
  source: "terraform-provider-vercel v5.4.1 resource_project_protection_bypass.go, client/project_protection_bypass.go",
  importId: "{projectId}/{secret}",
  settings: {
    projectId: { change: "replace" },
    teamId: teamSetting,
    secret: { change: "replace", secret: true },
    note: { maxLength: 100, absent: "" },
  },
  check: ({ secret }) =>
    typeof secret !== "string" || /^[a-zA-Z0-9]{32}$/.test(secret)
      ? []
      : [{ property: "secret", reason: "must be 32 letters and digits" }],
  async create(inputs, call) {
    const { projectId, secret: given, note, isEnvVar } = inputs;
    const before = given === undefined ? await bypassesOf(projectId, call) : {};
    const after = await patch(projectId, { generate: { secret: given, note } }, call);
    const secret = textOf(given ?? Object.keys(after).find((key) => !(key in (before ?? {}))));
    const isDefault = after[secret]?.isEnvVar === true;
    if (isEnvVar === false && isDefault) {
      await patch(projectId, { revoke: { secret, regenerate: false } }, call);
      throw new ProviderError("precondition", alone);
    }
    if (isEnvVar === true && !isDefault) await patch(projectId, { update: { secret, isEnvVar } }, call);
    return { id: `${String(projectId)}/${secret}`, once: { secret } };
  },
  async find(id, _state, call) {
    const [projectId, secret = ""] = lastParts(id, 2);
    const found = (await bypassesOf(projectId, call))?.[secret];
    if (found === undefined) return undefined;
    const { note = null, isEnvVar, scope, createdAt, createdBy } = found;
    const properties = { projectId, secret, note, isEnvVar, scope, createdAt, createdBy };
    return { id: `${String(projectId)}/${secret}`, properties };
  },
  async update(id, inputs, old, call) {
    const [projectId, secret = ""] = lastParts(id, 2);
    const { isEnvVar, note } = inputs;
    const changed = isEnvVar !== old["isEnvVar"] && isEnvVar !== undefined;
    if (changed && isEnvVar === false) await promoteAnother(projectId, secret, call, true);
    const update = {
      ...(note === old["note"] ? {} : { note: note ?? "" }),
      ...(changed && isEnvVar === true ? { isEnvVar } : {}),
    };
    if (Object.keys(update).length > 0) await patch(projectId, { update: { secret, ...update } }, call);
  },
  async remove(id, _state, call) {
    const [projectId, secret = ""] = lastParts(id, 2);
    if ((await bypassesOf(projectId, call))?.[secret] === undefined) return;
    await promoteAnother(projectId, secret, call, false);
    await patch(projectId, { revoke: { secret, regenerate: false } }, call);
  },
};

async function bypassesOf(projectId: unknown, call: RowCall): Promise<Readonly<Record<string, Bypass>> | undefined> {
  const project = await call.http.find(projectAt("v10", projectId));
  return project === undefined ? undefined : mapOf(project);
}

async function patch(projectId: unknown, body: Properties, call: RowCall): Promise<Readonly<Record<string, Bypass>>> {
  const answer = await call.http.request("PATCH", projectAt("v10", projectId, "/protection-bypass"), body);
  return mapOf(answer.body);
}

function mapOf(answer: unknown): Readonly<Record<string, Bypass>> {
  return objectOf(objectOf(answer)["protectionBypass"]) as Record<string, Bypass>;
}

/** Makes the first other bypass the environment variable, where this one is. @throws ProviderError where it must and none is there */
async function promoteAnother(projectId: unknown, secret: string, call: RowCall, must: boolean): Promise<void> {
  const all = (await bypassesOf(projectId, call)) ?? {};
  if (all[secret]?.isEnvVar !== true) return;
  const others = Object.keys(all).filter((key) => key !== secret && all[key]?.scope === "automation-bypass");
  const [next] = others.toSorted();
  if (next !== undefined) await patch(projectId, { update: { secret: next, isEnvVar: true } }, call);
  else if (must) throw new ProviderError("precondition", alone);
}

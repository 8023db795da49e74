import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { addressesOf, managedByPulumi } from "./description.ts";
import { everyItem } from "./lists.ts";
import { refusedWith } from "./refusals.ts";

const roles = [
  "admin",
  "limited_user",
  "observer",
  "owner",
  "read_only_user",
  "restricted_access",
  "read_only_limited_user",
  "user",
] as const;

const plain = plainRow({
  type: "pagerduty:index/user:User",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_user.go, go-pagerduty user.go; a job title taken away: [unverified]",
  ...addressesOf("users"),
  id: "{answer.user.id}",
  wrap: "user",
  autoName: true,
  settings: {
    role: { default: "user", values: roles },
    description: managedByPulumi,
    jobTitle: { absent: "" },
    teams: { unordered: true },
  },
  forms: {
    name: { to: (name) => String(name).trim() },
    jobTitle: { to: (title) => (title === "" ? null : title), from: (value) => value ?? "" },
    teams: { skip: true, from: (_value, body) => idsOf(body["teams"]) },
  },
  also: asDeclared,
});

/**
 * A person with a seat. One who has the address already is taken over where name and role are the same. After the creation
 * everything is sent once more, as the official provider does.
 */
export const user: PluginRow = {
  ...plain,
  async create(inputs, call) {
    const { id } = await plain.create(inputs, call).catch((error: unknown) => takenOver(error, inputs, call));
    await plain.update?.(id, inputs, {}, call);
    await settleTeams(id, [], inputs["teams"], call);
    return { id };
  },
  async update(id, inputs, old, call) {
    await plain.update?.(id, inputs, old, call);
    if (inputs["teams"] !== undefined) await settleTeams(id, old["teams"], inputs["teams"], call);
  },
};

/** Case of the address and spaces around the name make no difference: the declared form is kept. */
function asDeclared(body: Properties, { email, name }: Properties): Properties {
  const sameAddress = typeof email === "string" && email.toLowerCase() === String(body["email"]).toLowerCase();
  const sameName = typeof name === "string" && name.trim() === body["name"];
  return { ...body, ...(sameAddress ? { email } : {}), ...(sameName ? { name } : {}) };
}

async function takenOver(error: unknown, inputs: Properties, { http }: RowCall): Promise<{ readonly id: string }> {
  if (!refusedWith(error, "Email has already been taken")) throw error;
  const query = encodeURIComponent(String(inputs["email"]));
  const found = await everyItem(http, `/users?query=${query}`, "users");
  const same = found?.find(
    ({ email, name, role }) =>
      email === inputs["email"] && name === String(inputs["name"]).trim() && role === inputs["role"],
  );
  if (same === undefined) throw error;
  return { id: String(same["id"]) };
}

async function settleTeams(id: string, before: unknown, now: unknown, { http }: RowCall): Promise<void> {
  const [old, wanted] = [textsOf(before), textsOf(now)];
  const at = (team: string): string => `/teams/${encodeURIComponent(team)}/users/${encodeURIComponent(id)}`;
  for (const each of old.filter((team) => !wanted.includes(team))) await http.remove(at(each));
  for (const each of wanted.filter((team) => !old.includes(team))) await http.request("PUT", at(each));
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function idsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.map((each) => (each as Properties)["id"]) : [];
}

import type { DriftWorld } from "./world.ts";
import { extrasOf, stray, type AddedExtra, type Listed } from "./extra.ts";

/** One extra of each kind that Neon lists. */
export async function addAtNeon(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const { organizations } = await world.send<{ organizations: Listed[] }>("neon", "GET /api/v2/users/me/organizations");
  const owner = organizations[0]?.id ?? "";
  const all = `GET /api/v2/projects?org_id=${owner}&limit=100`;
  const { projects } = await world.send<{ projects: Listed[] }>("neon", all);
  const at = `/api/v2/projects/${projects.find(({ name }) => name === "web-staging")?.id ?? ""}`;
  const { branches } = await world.send<{ branches: (Listed & { default: boolean })[] }>("neon", `GET ${at}/branches`);
  const main = branches.find((each) => each.default)?.id ?? "";
  const root = `${at}/branches/${main}`;
  const settle = async (line: string, body: object): Promise<unknown> => {
    const made = await world.send("neon", line, body);
    // A project is busy while its operations run.
    world.sandbox.clock.advance(10_000);
    return made;
  };
  const { role } = (await settle(`POST ${root}/roles`, { role: { name: "stray" } })) as { role: { name: string } };
  await settle(`POST ${root}/databases`, { database: { name: "stray", owner_name: role.name } });
  const { endpoint } = (await settle(`POST ${at}/endpoints`, {
    endpoint: { branch_id: main, type: "read_only" },
  })) as { endpoint: Listed };
  await settle(`POST ${at}/permissions`, { email: `${stray}@test.example` });
  const key = (await settle(`POST /api/v2/organizations/${owner}/api_keys`, { key_name: `${stray}-staging` })) as {
    id: number;
  };
  await settle(`POST ${at}/branches`, { branch: { name: "stray" } });
  await settle("POST /api/v2/projects", {
    project: { name: `${stray}-staging`, org_id: owner, region_id: "aws-eu-central-1" },
  });
  return extrasOf("staging", "neon", {
    Role: "stray",
    Database: "stray",
    Endpoint: endpoint.id,
    ProjectPermission: "",
    Branch: "stray",
    Project: stray,
    ApiKey: String(key.id),
  });
}

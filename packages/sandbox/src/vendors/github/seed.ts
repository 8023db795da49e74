import { holdersOf, type Seed } from "../../seed.ts";
import type { World } from "../../world/world.ts";
import { plant } from "../../resource-table/plant.ts";
import type { Data } from "../../world/entity.ts";
import { organizationMembership } from "./tables/memberships.ts";
import { organization, organizationDefaults } from "./tables/organization.ts";
import { user } from "./tables/user.ts";
import { nodeId } from "./wire.ts";

/** The organisation, its people, and an account for each machine role. Owners are those with full access. */
export function seed(world: World): void {
  const { organization: login, title, domain } = world.seed;
  const id = world.ids.number("github.organization", 400_001);
  const about = { login, id, node_id: nodeId("O", id), name: title, billing_email: `billing@${domain}` };
  const owner = plant(world, organization, null, { ...organizationDefaults, ...about });
  for (const { id: holder, kind, access } of holdersOf(world.seed)) {
    const account = accountFor(world.seed, holder, kind);
    const number = world.ids.number("github.user", 200_001);
    plant(world, user, null, { ...account, id: number, node_id: nodeId("U", number), holder });
    const role = access === "admin" ? "admin" : "member";
    plant(world, organizationMembership, owner, { login: account.login, role, state: "active" });
  }
}

function accountFor(seed: Seed, id: string, kind: "person" | "machine"): Data & { readonly login: string } {
  const person = kind === "person" ? seed.people.find((each) => each.id === id) : undefined;
  const machine = { login: `${seed.organization}-${id}`, name: id, email: `${id}@machines.${seed.domain}` };
  return person ? { login: person.github, name: person.name, email: person.email } : machine;
}

import type { Model } from "@launchgate/core";
import type { AccessLevel, Seed, SeedMachine } from "@launchgate/sandbox";

/** Machine roles with a token at each vendor, and what each may do. */
export const machineRoles = [
  /** Runs the engine: declares everything. */
  { id: "pulumi", access: "admin" },
  /** Looks for drift: only reads. */
  { id: "drift", access: "read" },
  /** Runs releases: daily work, no settings. */
  { id: "release", access: "write" },
  /** Runs drills: daily work, no settings. */
  { id: "drill", access: "write" },
] as const satisfies readonly SeedMachine[];

/** Id of a machine role. */
export type MachineRole = (typeof machineRoles)[number]["id"];

/** E-mail address of a person in the sandbox: the model holds none (house decision 10). */
export function exampleEmail(personId: string, domain: string): string {
  return `${personId}@${domain}`;
}

/**
 * What the vendors know before anything is declared: the organisation, its people, the machine roles, the plans. Pure.
 * Access by role: who maintains a team that owns a service or these rules, and every other team they are in, is an administrator;
 * other members of owning teams do daily work, all others only look (S2).
 */
export function seedOfModel({ organization, services, vendors }: Model): Seed {
  const { githubOwner, title, domain, people, teams, rulesRepository } = organization;
  const owning = new Set([rulesRepository.owner, ...Object.values(services).map(({ owner }) => owner)]);
  const owners = Object.entries(teams).flatMap(([id, team]) => (owning.has(id) ? [team] : []));
  // GitHub makes owners of the organisation maintainers of every team they are in: who is a plain member of one is no owner.
  const isPlainMember = (id: string): boolean =>
    Object.values(teams).some(({ members, maintainers }) => members.includes(id) && !maintainers.includes(id));
  const access = (id: string): AccessLevel => {
    if (owners.some(({ maintainers }) => maintainers.includes(id)) && !isPlainMember(id)) return "admin";
    return owners.some(({ members }) => members.includes(id)) ? "write" : "read";
  };
  return {
    organization: githubOwner,
    title,
    domain,
    people: Object.entries(people).map(([id, { name, github }]) => ({
      id,
      name,
      github,
      email: exampleEmail(id, domain),
      access: access(id),
    })),
    machines: machineRoles,
    vendors,
  };
}

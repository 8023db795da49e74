import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Organization } from "../schema/organization.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

const peoplePath: KeyPath = ["organization", "people"];

/** Entries whose `keyOf` an earlier one has already, with that one's id. */
function doubles<T>(map: Readonly<Record<string, T>>, keyOf: (value: T) => string): [id: string, earlier: string][] {
  const first = new Map<string, string>();
  return Object.entries(map).flatMap(([id, value]): [string, string][] => {
    const key = keyOf(value);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, id);
    return earlier === undefined ? [] : [[id, earlier]];
  });
}

function sharedLogins({ people }: Organization): Problem[] {
  return doubles(people, (person) => person.github.toLowerCase()).map(([id, earlier]) =>
    problem(
      "people.duplicate-github",
      [...peoplePath, id, "github"],
      own(people, id)?.github,
      "a login that no other person has; GitHub does not tell capitals apart",
      `"${earlier}" has it already: one login is one person, or nobody could tell who approved.`,
    ),
  );
}

function sharedAddresses({ people }: Organization): Problem[] {
  return doubles(people, (person) => person.contact.email.secret).map(([id, earlier]) =>
    problem(
      "people.shared-email",
      [...peoplePath, id, "contact", "email"],
      own(people, id)?.contact.email.secret,
      "an e-mail address of its own: PagerDuty knows people by it",
      `"${earlier}" refers to the same secret: give each person a key of their own.`,
    ),
  );
}

function strangers(organization: Organization): Problem[] {
  return Object.entries(organization.teams).flatMap(([id, team]) =>
    team.maintainers.flatMap((maintainer, index) =>
      problemIf(!team.members.includes(maintainer), () =>
        problem(
          "teams.maintainer-not-member",
          ["organization", "teams", id, "maintainers", index],
          maintainer,
          "a member of the team",
          `Add "${maintainer}" to the members of "${id}" or remove it here.`,
        ),
      ),
    ),
  );
}

function isOwnAncestor(teams: Organization["teams"], id: string): boolean {
  const passed = new Set<string>();
  let parent = own(teams, id)?.parent;
  while (parent !== undefined && !passed.has(parent)) {
    if (parent === id) return true;
    passed.add(parent);
    parent = own(teams, parent)?.parent;
  }
  return false;
}

function circles({ teams }: Organization): Problem[] {
  return Object.keys(teams)
    .filter((id) => isOwnAncestor(teams, id))
    .map((id) =>
      problem(
        "teams.parent-cycle",
        ["organization", "teams", id, "parent"],
        own(teams, id)?.parent,
        "a team that is not below this one",
        "Remove one parent of the circle.",
      ),
    );
}

/** People and teams. */
export const peopleRules: readonly ModelRule[] = [
  {
    id: "people-identities",
    title: "Each person has a GitHub login and an e-mail address of their own.",
    codes: ["people.duplicate-github", "people.shared-email"],
    requirements: ["P3", "O1"],
    check: ({ model }) => [...sharedLogins(model.organization), ...sharedAddresses(model.organization)],
  },
  {
    id: "teams",
    title: "Maintainers belong to their team and no team is above itself.",
    codes: ["teams.maintainer-not-member", "teams.parent-cycle"],
    requirements: ["P3", "P6"],
    check: ({ model }) => [...strangers(model.organization), ...circles(model.organization)],
  },
];

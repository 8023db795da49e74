import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Role } from "../schema/organization.ts";
import type { ModelRule } from "./rule.ts";
import { enumerate, own, problem, problemIf } from "./tools.ts";

/** The roles that sign a release (R3). */
export const signOffRoles = [
  "qa-lead",
  "devops-engineer",
  "business-analyst",
  "ux-designer",
  "customer-success-manager",
  "product-manager",
  "project-manager",
] as const;

const rolePath = (id: string, ...keys: readonly PropertyKey[]): KeyPath => ["organization", "roles", id, ...keys];

/** Holders and deputies: whoever may act in the role. */
const actors = (role: Role): string[] => [...role.holders, ...role.deputies];

function unheld(model: Model, id: string, role: Role): Problem[] {
  const held = role.holders.some((person) => Object.hasOwn(model.organization.people, person));
  return problemIf(!held, () =>
    problem(
      "role.unheld",
      rolePath(id, "holders"),
      role.holders.join(", "),
      "at least one person of organization.people",
      `Name who holds the role "${id}", or remove the role.`,
    ),
  );
}

function doubledDeputies(id: string, role: Role): Problem[] {
  return role.deputies.flatMap((person, index) =>
    problemIf(role.holders.includes(person), () =>
      problem(
        "role.deputy-is-holder",
        rolePath(id, "deputies", index),
        person,
        "somebody other than a holder of the role",
        "Name another deputy: nobody stands in for themselves.",
      ),
    ),
  );
}

/** Both directions: a pair is reported once, at the role that names the other. A deputy counts, who holds both on the day. */
function separations(model: Model, id: string, role: Role): Problem[] {
  return role.differsFrom.flatMap((otherId, index) => {
    const other = own(model.organization.roles, otherId);
    const mutual = other?.differsFrom.includes(id) ?? false;
    if (!other || (mutual && otherId < id)) return [];
    const both = [...new Set(actors(role).filter((person) => actors(other).includes(person)))];
    return problemIf(both.length > 0, () =>
      problem(
        otherId === id ? "role.differs-from-itself" : "role.not-separated",
        rolePath(id, "differsFrom", index),
        otherId,
        `nobody who holds, or stands in for, both "${id}" and "${otherId}"`,
        otherId === id
          ? "Remove the role from its own list."
          : `Name somebody else in one of them: ${enumerate(both)} may act in both.`,
      ),
    );
  });
}

function signOffProblems({ organization, release }: Model): Problem[] {
  const missing = signOffRoles
    .filter((id) => !Object.hasOwn(organization.roles, id))
    .map((id) =>
      problem(
        "role.sign-off-missing",
        rolePath(id),
        undefined,
        `the seven sign-off roles ${enumerate(signOffRoles)}`,
        `Add the role "${id}" with its holders.`,
      ),
    );
  const used = new Set([...signOffRoles, ...Object.values(release.types).flatMap((type) => type.signOffs)]);
  const speechless = [...used].flatMap((id) => {
    const role = own(organization.roles, id);
    return problemIf(role !== undefined && role.signs === undefined, () =>
      problem(
        "role.signs-nothing",
        rolePath(id, "signs"),
        undefined,
        "what the signature of the role confirms: a release type asks for it",
        `Add "signs" to the role "${id}".`,
      ),
    );
  });
  return [...missing, ...speechless];
}

function dutyProblems({ organization }: Model): Problem[] {
  return signOffRoles.flatMap((id) => {
    const role = own(organization.roles, id);
    return problemIf(role !== undefined && role.duties === undefined, () =>
      problem(
        "role.duties-missing",
        rolePath(id, "duties"),
        undefined,
        "duties before, on the day of and after a release",
        `Add "duties" with before, onTheDay and after to the role "${id}".`,
      ),
    );
  });
}

const ofRoles = (model: Model, check: (id: string, role: Role) => Problem[]): Problem[] =>
  Object.entries(model.organization.roles).flatMap(([id, role]) => check(id, role));

/** Who does what in a release. */
export const roleRules: readonly ModelRule[] = [
  {
    id: "role-holders",
    title: "Somebody holds every role, and roles that must differ are held by different people, deputies included.",
    codes: ["role.unheld", "role.deputy-is-holder", "role.not-separated", "role.differs-from-itself"],
    requirements: ["R3", "R7"],
    check: ({ model }) => [
      ...ofRoles(model, (id, role) => unheld(model, id, role)),
      ...ofRoles(model, doubledDeputies),
      ...ofRoles(model, (id, role) => separations(model, id, role)),
    ],
  },
  {
    id: "role-sign-offs",
    title:
      "The seven sign-off roles exist with their duties, and every role that signs says what its signature confirms.",
    codes: ["role.sign-off-missing", "role.signs-nothing", "role.duties-missing"],
    requirements: ["R3"],
    check: ({ model }) => [...signOffProblems(model), ...dutyProblems(model)],
  },
];

import { idOf } from "../helpers/declared.ts";
import { rowsOf, type Inputs, type Kind } from "./change.ts";

const environment = rowsOf("RepositoryEnvironment");
const policy = rowsOf("RepositoryEnvironmentDeploymentPolicy");
const variable = rowsOf("ActionsEnvironmentVariable");
const secret = rowsOf("ActionsEnvironmentSecret");
const custom = { protectedBranches: false, customBranchPolicies: true };
const protectedOnly = { protectedBranches: true, customBranchPolicies: false };
const [teamA, teamB] = [idOf("Team", "team-a"), idOf("Team", "team-b")];
const upper = (name: string): string => name.toUpperCase().replaceAll(/\W/g, "_");

/** Something in an environment that is there. */
function within(type: string, own: (name: string) => Inputs): Pick<Kind, "type" | "specimen"> {
  const inputs = { repository: "common", environment: "env" };
  return { type, specimen: (name) => ({ inputs: { ...inputs, ...own(name) }, needs: [] }) };
}

/** Environments, what stands in them, and each of their inputs. (P3) */
export const environments: readonly Kind[] = [
  {
    type: "RepositoryEnvironment",
    specimen: (name) => ({ inputs: { repository: "common", environment: name }, needs: [] }),
    changes: [
      environment.update("waitTimer", undefined, 30),
      environment.update("canAdminsBypass", undefined, false),
      environment.whole("deploymentBranchPolicy.protectedBranches", {}, { deploymentBranchPolicy: protectedOnly }),
      environment.whole(
        "deploymentBranchPolicy.customBranchPolicies",
        { deploymentBranchPolicy: protectedOnly },
        { deploymentBranchPolicy: custom },
      ),
      environment.whole("reviewers.teams", {}, { reviewers: [{ teams: [teamB, teamA] }] }),
      environment.whole("reviewers.users", { reviewers: [{ teams: [teamA] }] }, { reviewers: [{ users: ["<user>"] }] }),
      environment.update("preventSelfReview", undefined, true, { reviewers: [{ teams: [teamA] }] }),
      environment.replace("environment", "env-name/a", "env-name/b"),
      environment.replace("repository", "common", "other"),
    ],
  },
  {
    ...within("RepositoryEnvironmentDeploymentPolicy", () => ({})),
    changes: [
      policy.update("branchPattern", "release/a", "release/b"),
      policy.update("tagPattern", "v1.*", "v2.*"),
      policy.replace("environment", "env", "env-2", { branchPattern: "moved" }),
      policy.replace("repository", "common", "other", { branchPattern: "moved-2" }),
    ],
  },
  {
    ...within("ActionsEnvironmentVariable", (name) => ({ variableName: upper(name), value: "1" })),
    changes: [
      variable.update("value", "1", "2"),
      variable.replace("variableName", "NAME_A", "NAME_B"),
      variable.replace("environment", "env", "env-2"),
      variable.replace("repository", "common", "other"),
    ],
  },
  {
    ...within("ActionsEnvironmentSecret", (name) => ({ secretName: upper(name) })),
    changes: [
      secret.update("value", "first", "second"),
      secret.update("plaintextValue", "first", "second"),
      secret.replace("secretName", "SECRET_A", "SECRET_B", { value: "same" }),
      secret.replace("environment", "env", "env-2", { value: "same" }),
      secret.replace("repository", "common", "other", { value: "same" }),
    ],
  },
];

import { idOf } from "../helpers/declared.ts";
import { rowsOf, type Kind } from "./change.ts";

const team = rowsOf("Team");
const membership = rowsOf("TeamMembership");
const right = rowsOf("TeamRepository");
const label = rowsOf("IssueLabel");
const [teamA, teamB] = [idOf("Team", "team-a"), idOf("Team", "team-b")];

/** Teams, who is in them, what they may do, labels; and each of their inputs. */
export const teams: readonly Kind[] = [
  {
    type: "Team",
    specimen: (name) => ({ inputs: { name }, needs: [] }),
    changes: [
      team.update("name", "Before", "Quite Another & Name"),
      team.update("description", undefined, "What it does"),
      team.update("privacy", undefined, "closed"),
      team.update("notificationSetting", undefined, "notifications_disabled"),
      team.update("parentTeamId", undefined, teamA, { privacy: "closed" }),
      team.update("createDefaultMaintainer", undefined, true),
    ],
  },
  {
    type: "TeamMembership",
    specimen: () => ({ inputs: { teamId: teamA, username: "<login>" }, needs: [] }),
    changes: [
      membership.update("role", undefined, "maintainer", { username: "<login 1>" }),
      membership.replace("teamId", teamA, teamB, { username: "<login 2>" }),
      membership.replace("username", "<login 3>", "<login 4>"),
    ],
  },
  {
    type: "TeamRepository",
    specimen: () => ({ inputs: { teamId: teamA, repository: "common" }, needs: [] }),
    changes: [
      right.update("permission", "pull", "push"),
      right.replace("teamId", teamA, teamB, { repository: "third" }),
      right.replace("repository", "fourth", "other"),
    ],
  },
  {
    type: "IssueLabel",
    specimen: (name) => ({ inputs: { repository: "common", name: name.slice(0, 50), color: "00ff00" }, needs: [] }),
    changes: [
      label.update("color", "00ff00", "ff00aa"),
      label.update("description", undefined, "What it says"),
      label.update("name", "name: before", "name: after"),
      label.replace("repository", "common", "other"),
    ],
  },
];

import { addAtDatadog } from "./datadog-extras.ts";
import type { AddedExtra } from "./extra.ts";
import { addAtGitHub } from "./github-extras.ts";
import { addAtNeon } from "./neon-extras.ts";
import { addAtPagerDuty } from "./pagerduty-extras.ts";
import { addAtVercel } from "./vercel-extras.ts";
import type { DriftWorld } from "./world.ts";

/** Adds one extra of each kind that the vendors list, by their own interfaces. */
export async function addExtras(world: DriftWorld, organization: string): Promise<readonly AddedExtra[]> {
  return [
    ...(await addAtGitHub(world, organization)),
    ...(await addAtVercel(world)),
    ...(await addAtNeon(world)),
    ...(await addAtPagerDuty(world)),
    ...(await addAtDatadog(world)),
  ];
}

/** Kinds of which nothing is added, and why. */
export const notAdded: Readonly<Record<string, string>> = {
  "vercel:AccessGroupMember":
    "goes with its group: no stack here declares one, and of an unknown one only the group is told",
  "vercel:AccessGroupProject": "goes with its group, as its members do",
  "vercel:ProjectRollingRelease": "there is one of a project, and each project here declares it",
  "vercel:TeamMember": "members of the practice ground's team are its holders of tokens; judged in test/unit/cli/drift",
  "datadog:Integration": "there is one of an account, and the shared stack declares it",
};

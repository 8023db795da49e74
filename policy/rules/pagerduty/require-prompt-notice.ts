import { defineRule, when } from "../../define-rule.ts";

const PERSON = "launchgate:pagerduty:PagedPerson";

/** A page is heard at once (O1). */
export const requirePromptNotice = defineRule({
  id: "pagerduty-person-require-prompt-notice",
  title: "Whoever is paged is told at once of what is urgent",
  cause:
    "A user has no notification rule of high urgency without delay: none is declared, and its PagedPerson does not say that PagerDuty makes one.",
  why: "The page waits in the account for ten minutes while nobody knows that there is one.",
  fix: "Set onCall.notifications.high to begin after 0 minutes.",
  requirements: ["O1", "D4"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: ["pagerduty:index/user:User"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/notification-rules",
  scope: "in-stack",
  check: (user, { graph }) => {
    const rules = graph.usersOf(user, "pagerduty:index/userNotificationRule:UserNotificationRule");
    const prompt = rules.some((each) => each.text("urgency") === "high" && each.number("startDelayInMinutes") === 0);
    // PagerDuty tells a new user at once by e-mail: declared nowhere, so the person says whether the model wants it.
    const made = graph.above(user, PERSON)?.texts("vendorMade") ?? [];
    const told = prompt || made.some((key) => /^high-.+-after-0m$/.test(key));
    return when(!told, `"${user.text("name") ?? user.name}" is not told at once of what is urgent`);
  },
});

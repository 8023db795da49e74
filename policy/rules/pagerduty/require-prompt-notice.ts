import { defineRule, when } from "../../define-rule.ts";

/** A page is heard at once (O1). */
export const requirePromptNotice = defineRule({
  id: "pagerduty-person-require-prompt-notice",
  title: "Whoever is paged is told at once of what is urgent",
  cause: "A user with contact methods has no notification rule of high urgency without delay.",
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
    return when(!prompt, `"${user.text("name") ?? user.name}" is not told at once of what is urgent`);
  },
});

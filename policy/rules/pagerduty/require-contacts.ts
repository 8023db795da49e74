import { defineRule, when } from "../../define-rule.ts";

/** There is a second way to reach somebody (D4, O1). */
export const requireContacts = defineRule({
  id: "pagerduty-person-require-contacts",
  title: "Whoever is paged can be reached in two ways or more",
  cause: "A user has contact methods of fewer than two kinds.",
  why: "The app has no connection in the cellar, and there is no number to call.",
  fix: "Add phone or sms to organization.people.<id>.contact.",
  requirements: ["D4", "O1"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: ["pagerduty:index/user:User"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/user-profile#contact-information",
  scope: "in-stack",
  check: (user, { graph }) => {
    const contacts = graph.usersOf(user, "pagerduty:index/userContactMethod:UserContactMethod");
    // PagerDuty makes the e-mail contact with the user: it is declared nowhere and always there.
    const kinds = new Set(["email_contact_method", ...contacts.map((each) => each.text("type") ?? "")]);
    return when(
      kinds.size < 2,
      `"${user.text("name") ?? user.name}" can be reached in ${String(kinds.size)} ways, 2 are needed`,
    );
  },
});

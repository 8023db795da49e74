import { requireApprovers } from "../../../policy/rules/github/require-approvers.ts";
import { testRule } from "../rule-table.ts";

const resource = "web-prod-gate-environment";
const message = 'environment "prod" names 0 approvers, 1 are needed';

testRule({
  rule: requireApprovers,
  stack: "prod",
  resource,
  breaks: [
    { name: "no reviewers", edit: (stack) => stack.set(resource, "reviewers", undefined), message },
    {
      name: "an empty block of reviewers",
      edit: (stack) => stack.set(resource, "reviewers", [{ teams: [], users: [] }]),
      message,
    },
  ],
  passes: [{ name: "one person", edit: (stack) => stack.set(resource, "reviewers", [{ users: [1] }]) }],
  reads: [
    { path: "reviewers", wrong: "everyone", null: { message } },
    { path: "reviewers.0.teams", wrong: 7, null: { message } },
  ],
});

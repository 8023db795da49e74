import type { Problem } from "../errors.ts";
import type { Model } from "../schema/model.ts";
import { own, problem, problemIf } from "./tools.ts";
import type { ModelRule } from "./rule.ts";

interface StageStack {
  readonly id: string;
  readonly stage: string;
  readonly services: readonly string[];
  readonly ephemeral: boolean;
}

const stageStacks = ({ stacks }: Model): StageStack[] =>
  Object.entries(stacks).flatMap(([id, stack]) => (stack.kind === "stage" ? [{ id, ...stack }] : []));

function sharedCount({ stacks }: Model): Problem[] {
  const found = Object.keys(stacks).filter((id) => stacks[id]?.kind === "shared");
  return problemIf(found.length !== 1, () =>
    problem(
      "stacks.one-shared",
      ["stacks"],
      found.join(", "),
      "exactly one stack of kind shared",
      found.length === 0 ? "Add a stack of kind shared." : "Keep one: no vendor object is declared by two stacks.",
    ),
  );
}

function withoutStack(model: Model): Problem[] {
  const stacks = stageStacks(model);
  const stages = Object.keys(model.stages)
    .filter((id) => !stacks.some(({ stage }) => stage === id))
    .map((id) =>
      problem(
        "stacks.stage-without-stack",
        ["stages", id],
        id,
        "a stage that a stack makes",
        `Add a stack with stage "${id}".`,
      ),
    );
  const services = Object.keys(model.services)
    .filter((id) => !stacks.some((stack) => stack.services.includes(id)))
    .map((id) =>
      problem(
        "stacks.service-without-stack",
        ["services", id],
        id,
        "a service that a stack deploys",
        `Add "${id}" to the services of a stack.`,
      ),
    );
  return [...stages, ...services];
}

function overlaps(model: Model): Problem[] {
  const lasting = stageStacks(model).filter(({ ephemeral }) => !ephemeral);
  return lasting.flatMap((stack, position) =>
    lasting.slice(0, position).flatMap((earlier) => {
      const both = stack.services.filter((service) => earlier.services.includes(service));
      return problemIf(earlier.stage === stack.stage && both.length > 0, () =>
        problem(
          "stacks.overlap",
          ["stacks", stack.id, "services"],
          both.join(", "),
          `services that stack "${earlier.id}" does not make for stage "${stack.stage}" already`,
          "Leave each service of a stage to one stack.",
        ),
      );
    }),
  );
}

function throwAwayProduction(model: Model): Problem[] {
  return stageStacks(model).flatMap(({ id, stage, ephemeral }) =>
    problemIf(ephemeral && own(model.stages, stage)?.kind === "production", () =>
      problem(
        "stacks.ephemeral-production",
        ["stacks", id, "ephemeral"],
        true,
        "false for the production stage",
        "Remove the key: production is not thrown away by command.",
      ),
    ),
  );
}

/** Stacks: what is made together. */
export const stackRules: readonly ModelRule[] = [
  {
    id: "stacks",
    title:
      "One stack is shared, every stage and service is made by a stack, nothing by two, and production is lasting.",
    codes: [
      "stacks.one-shared",
      "stacks.stage-without-stack",
      "stacks.service-without-stack",
      "stacks.overlap",
      "stacks.ephemeral-production",
    ],
    requirements: ["P1"],
    check: ({ model }) => [
      ...sharedCount(model),
      ...withoutStack(model),
      ...overlaps(model),
      ...throwAwayProduction(model),
    ],
  },
];

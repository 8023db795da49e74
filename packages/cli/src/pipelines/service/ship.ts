import { expression, run } from "../steps.ts";
import { pinnedTools } from "../pinned-actions.ts";
import type { LastingStack } from "@launchgate/core";
import type { Environment, Step } from "../workflow.ts";
import type { ServicePipeline } from "./context.ts";
import { rulesCommand, rulesFolder } from "./parts.ts";

const vercel = `npx --yes vercel@${pinnedTools.vercel}`;

/** What the pipeline of a stage gets from its environment; the token deploys into that one project. */
function stageEnvironment({ serviceId }: ServicePipeline, { stack }: LastingStack): Environment {
  return {
    STACK: stack,
    SERVICE: serviceId,
    VERCEL_TOKEN: expression("secrets.VERCEL_TOKEN"),
    VERCEL_ORG_ID: expression("vars.VERCEL_ORG_ID"),
    VERCEL_PROJECT_ID: expression("vars.VERCEL_PROJECT_ID"),
    VERCEL_BYPASS_SECRET: expression("secrets.VERCEL_BYPASS_SECRET"),
  };
}

const tryId = (count: number): string => `try-${String(count)}`;
const tryNumbers = (tries: number): number[] => Array.from({ length: tries }, (_, index) => index + 1);

/** Expression: the tries so far have all failed. */
const allFailed = (tries: number): string =>
  tryNumbers(tries)
    .map((each) => `steps.${tryId(each)}.outcome == 'failure'`)
    .join(" && ");

/** Expression: the address of the try that passed, or nothing. A try tells it only after its smoke suite has passed. */
export const shippedUrl = (tries: number): string =>
  tryNumbers(tries)
    .map((each) => `steps.${tryId(each)}.outputs.url`)
    .join(" || ");

/**
 * Deploys the artefact without traffic and smokes it, as often as the model allows and not once more (P4, P9). What fails has got
 * no visitor. The last step fails where no try passed.
 */
export function tries(pipeline: ServicePipeline, stack: LastingStack): Step[] {
  const env = stageEnvironment(pipeline, stack);
  const commands = [
    `address=$(${vercel} deploy --prebuilt --prod --skip-domain --archive=tgz --yes --token="$VERCEL_TOKEN")`,
    `cd ${rulesFolder}`,
    'npx launchgate smoke --stack "$STACK" --service "$SERVICE" --url "$address" --version "$GITHUB_SHA" --out ../smoke.json',
    'echo "url=$address" >> "$GITHUB_OUTPUT"',
  ];
  const attempts = tryNumbers(pipeline.tries).map((each) =>
    run(`Deploy without traffic and smoke, try ${String(each)}`, commands, {
      id: tryId(each),
      ...(each === 1 ? {} : { if: expression(allFailed(each - 1)) }),
      "continue-on-error": true,
      env,
    }),
  );
  const none = run("No try passed", "exit 1", { if: expression(allFailed(pipeline.tries)) });
  return [...attempts, none];
}

/**
 * Gives the deployment its traffic: where the stage has a ramp this begins it, and people or the ramp go on. Then the smoke suite
 * asks the address that visitors use; where that fails, what served before serves again (P4, P9, T4).
 */
export function promote(pipeline: ServicePipeline, stack: LastingStack): Step[] {
  const env = stageEnvironment(pipeline, stack);
  const serving = 'pipelines serving --project "$VERCEL_PROJECT_ID" --team "$VERCEL_ORG_ID"';
  return [
    rulesCommand("What serves now", serving, env, { id: "serving" }),
    run("Promote", `${vercel} promote "$ADDRESS" --yes --token="$VERCEL_TOKEN"`, {
      id: "promote",
      env: { ...env, ADDRESS: expression(shippedUrl(pipeline.tries)) },
    }),
    rulesCommand(
      "Smoke for visitors",
      'smoke --stack "$STACK" --service "$SERVICE" --url "$SERVICE_URL" --out ../smoke-visitors.json',
      {
        ...env,
        SERVICE_URL: expression("vars.SERVICE_URL"),
      },
    ),
    rulesCommand(
      "Revert",
      `${serving} --revert "$DEPLOYMENT"`,
      { ...env, DEPLOYMENT: expression("steps.serving.outputs.deployment") },
      {
        if: expression("failure() && steps.promote.outcome != 'skipped' && steps.serving.outputs.deployment != ''"),
      },
    ),
  ];
}

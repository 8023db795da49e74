import { checkout, expression, install, launchgate, node, runUrl } from "../steps.ts";
import type { InputsOf } from "../pinned-actions.ts";
import { runner, type Environment, type Job, type Step } from "../workflow.ts";

/** The code, Node and the packages: the start of every job. */
export function toolchain(what: string, inputs: InputsOf<"checkout"> = {}): Step[] {
  return [checkout(what, inputs), node({ "node-version-file": ".nvmrc" }), install()];
}

/** Where states are held and how the engine reaches them; no key stands anywhere (S3). */
export const engineEnvironment: Environment = {
  PULUMI_BACKEND_URL: expression("vars.PULUMI_BACKEND_URL"),
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false",
};

/** The engine, and one hour of access to states and secrets by OIDC: the role trusts this repository and environment only (S3). */
export function engineAccess(): Step[] {
  return [
    launchgate("Engine", "engine install"),
    launchgate("Access by OIDC", 'pipelines sign-in --role "$ROLE" --region "$REGION"', {
      env: { ROLE: expression("vars.AWS_ROLE_ARN"), REGION: expression("vars.AWS_REGION") },
    }),
  ];
}

/** How a person is called where a job failed. */
export interface Call {
  /** What it is about; the same subject again is the same issue and the same incident. */
  readonly subject: string;
  readonly title: string;
  /** Whether somebody is paged. */
  readonly page: boolean;
  /** When, as a condition of GitHub. Default: when a step before failed. */
  readonly when?: string;
}

/** Opens or continues an issue about a failed job, and pages where wanted, with the run's page (P9, L4). */
export function escalate({ subject, title, page, when = "failure()" }: Call, token: Environment): Step {
  const words = `pipelines escalate --subject "$SUBJECT" --title "$TITLE" --run "$RUN"${page ? " --page" : ""}`;
  const routing: Environment = page ? { PAGERDUTY_ROUTING_KEY: expression("secrets.PAGERDUTY_ROUTING_KEY") } : {};
  return launchgate("Call a person", words, {
    if: expression(when),
    env: { SUBJECT: subject, TITLE: title, RUN: runUrl, ...token, ...routing },
  });
}

/** A job with the runner that all have. */
export function job(parts: Omit<Job, "runs-on">): Job {
  const { name, if: condition, needs, ...rest } = parts;
  return {
    ...(name === undefined ? {} : { name }),
    ...(condition === undefined ? {} : { if: condition }),
    ...(needs === undefined ? {} : { needs }),
    "runs-on": runner,
    ...rest,
  };
}

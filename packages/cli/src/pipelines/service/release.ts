import { action, asJob, expression, keep, run } from "../steps.ts";
import { job } from "../program/parts.ts";
import type { LastingStack } from "@launchgate/core";
import type { Job, Workflow } from "../workflow.ts";
import type { ServicePipeline } from "./context.ts";
import { artefact, buildOnce, callPerson, fetchArtefact, rulesCommands } from "./parts.ts";
import { promote, shippedUrl, tries } from "./ship.ts";

/**
 * `release.yml`: on merge, one artefact through every stage: build, attest, development, staging, and production behind its gated
 * environment (P2, P3, P4). Two merges never release at once.
 */
export function releaseWorkflow(pipeline: ServicePipeline): Workflow {
  const { stacks } = pipeline;
  const chain = stacks.map(
    (stack, index) => [stack.stack, stageJob(pipeline, stack, stacks[index - 1]?.stack)] as const,
  );
  return {
    name: "release",
    on: { push: { branches: [pipeline.defaultBranch] } },
    concurrency: { group: "release", "cancel-in-progress": false },
    jobs: { artefact: buildJob(pipeline), attest: attestJob(), ...Object.fromEntries(chain) },
  };
}

/** `development.yml`: a branch that the development stage takes is built and deployed there, without its visitors (P1). */
export function developmentWorkflow(pipeline: ServicePipeline, stack: LastingStack): Workflow {
  return {
    name: "development",
    on: { push: { branches: [...pipeline.developmentBranches] } },
    concurrency: { group: `development-${expression("github.ref")}`, "cancel-in-progress": true },
    jobs: {
      artefact: buildJob(pipeline),
      [stack.stack]: job({
        needs: ["artefact"],
        environment: stack.stage,
        permissions: { contents: "read" },
        "timeout-minutes": 45,
        steps: [...fetchArtefact(), ...rulesCommands(pipeline), ...tries(pipeline, stack)],
      }),
    },
  };
}

function buildJob(pipeline: ServicePipeline): Job {
  return job({
    permissions: { contents: "read" },
    "timeout-minutes": 30,
    outputs: { digest: expression("steps.pack.outputs.digest") },
    steps: buildOnce(pipeline),
  });
}

/** Says who built what from which commit, apart from the build: no build script gets the right to sign (P2, S1). */
function attestJob(): Job {
  return job({
    needs: ["artefact"],
    permissions: { contents: "read", "id-token": "write", attestations: "write" },
    "timeout-minutes": 15,
    steps: [
      ...fetchArtefact().slice(0, 2),
      action("attestProvenance", "Provenance", { "subject-path": artefact.file }),
      action("attestSbom", "Bill of materials", { "subject-path": artefact.file, "sbom-path": artefact.sbom }),
    ],
  });
}

function stageJob(pipeline: ServicePipeline, stack: LastingStack, before: string | undefined): Job {
  const { serviceId, retentionDays } = pipeline;
  const call = {
    subject: `release-${serviceId}-${stack.stack}`,
    title: `Release of ${serviceId} into ${stack.stack} failed and was taken back`,
    page: stack.kind === "production",
  };
  return job({
    needs: ["artefact", before ?? "attest"],
    environment: stack.stage,
    permissions: { contents: "read", attestations: "read", issues: "write" },
    "timeout-minutes": 60,
    outputs: { url: expression(shippedUrl(pipeline.tries)) },
    steps: [
      ...fetchArtefact(),
      run("The artefact was built here", `gh attestation verify ${artefact.file} --repo "$GITHUB_REPOSITORY"`, {
        env: { GH_TOKEN: asJob["GITHUB_TOKEN"] ?? "" },
      }),
      ...rulesCommands(pipeline),
      ...tries(pipeline, stack),
      ...promote(pipeline, stack),
      keep(
        "Smoke results",
        `smoke-${stack.stack}-${expression("github.run_attempt")}`,
        "smoke*.json",
        retentionDays,
        true,
      ),
      callPerson(call, asJob),
    ],
  });
}

import { resolution, seconds, valueOrThrow } from "@launchgate/core";
import type { Duration, Problem, Resolution, Stage } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Branch, Endpoint } from "neon-pulumi";
import { Component } from "../component.ts";

/** What the base of previews is made from. */
export interface PreviewBaseParts {
  readonly stageId: string;
  readonly stage: Stage;
}

/** Arguments of {@link PreviewBase}. */
export interface PreviewBaseArgs extends PreviewBaseParts {
  readonly projectId: pulumi.Input<string>;
  /** Branch whose schema is copied. */
  readonly rootBranchId: pulumi.Input<string>;
}

/** Name of the base branch: what pipelines look up to branch from. */
export const previewBaseName = "preview-base";

/** Longest life of an expiring branch, seconds: 30 days (Neon API, `expires_at`). */
const longestLife = 2_592_000;

/** Least size of a compute, compute units: the base is only migrated, never loaded. */
const leastComputeUnits = 0.25;

/** Checks the life of previews. Problems: `neon.preview-expiry`, `neon.preview-in-production`. */
export function resolvePreviewBase(parts: PreviewBaseParts): Resolution<{ readonly expiresAfter?: Duration }> {
  const expiresAfter = parts.stage.database.previewBranches?.expiresAfter;
  if (expiresAfter === undefined) return resolution({}, []);
  return resolution({ expiresAfter }, previewProblems(parts, expiresAfter));
}

/**
 * What can be declared of preview branches (P1). The branches themselves come and go with pull requests and are made by
 * pipelines, each with an expiry of `expiresAfter`; an expiry is a moment, and a program that computed it would change with
 * every run. Declared is the branch that they are made from: the schema of the root branch without its data, so that no
 * customer's data reaches a preview. It has a small compute of its own, through which the pipeline migrates it on merge.
 */
export class PreviewBase extends Component {
  readonly branchId: pulumi.Output<string>;

  constructor(name: string, args: PreviewBaseArgs, options?: pulumi.ComponentResourceOptions) {
    const { expiresAfter } = valueOrThrow(resolvePreviewBase(args));
    super("launchgate:neon:PreviewBase", name, { branch: previewBaseName, expiresAfter }, options);
    const branch = this.#branch(args);
    this.branchId = branch.id;
    this.#endpoint(args, branch);
    this.registerOutputs({ branchId: this.branchId });
  }

  #branch({ projectId, rootBranchId }: PreviewBaseArgs): Branch {
    return new Branch(
      this.child("branch"),
      { projectId, name: previewBaseName, parentId: rootBranchId, initSource: "schema-only", protected: false },
      this.under(),
    );
  }

  #endpoint({ projectId }: PreviewBaseArgs, branch: Branch): void {
    new Endpoint(
      this.child("endpoint"),
      {
        projectId,
        branchId: branch.id,
        type: "read_write",
        autoscalingLimitMinCu: leastComputeUnits,
        autoscalingLimitMaxCu: leastComputeUnits,
        suspendTimeoutSeconds: 0,
      },
      this.under(),
    );
  }
}

function previewProblems({ stageId, stage }: PreviewBaseParts, expiresAfter: Duration): Problem[] {
  const path = `stages.${stageId}.database.previewBranches`;
  const problems: Problem[] = [];
  const life = seconds(expiresAfter);
  if (!Number.isInteger(life) || life < 1 || life > longestLife) {
    problems.push({
      code: "neon.preview-expiry",
      path: `${path}.expiresAfter`,
      value: expiresAfter,
      expected: "1 second to 30 days, in whole seconds",
      fix: "Choose a life that Neon takes for an expiring branch.",
    });
  }
  if (stage.kind === "production") {
    problems.push({
      code: "neon.preview-in-production",
      path,
      value: expiresAfter,
      expected: "absent in a stage of kind production",
      fix: "Move previewBranches to staging.",
    });
  }
  return problems;
}

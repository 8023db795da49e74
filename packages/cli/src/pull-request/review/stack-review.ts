import type { Finding, JudgedResource, PolicyModule } from "@launchgate/core";
import { comparableSteps, stepDigest } from "../../engine/step-digest.ts";
import type { DocumentFault, DocumentResource, PlannedDocument } from "../document/document.ts";
import type { Masker } from "../mask.ts";
import { planDigest } from "../plan-digest.ts";
import { changesOfPlans, changesOfSteps } from "./changes.ts";
import { credentialFindings, hiddenFindings } from "./credentials.ts";
import { factChanges, gapsOf } from "./fact-changes.ts";
import { blocks, mergedFindings } from "./findings.ts";
import { dataRisks } from "./lasting.ts";
import type { Place, ReviewFinding, ReviewVerdict, StackReview } from "./review.ts";
import { waiversOf } from "./waivers.ts";

/** What one stack is reviewed from. */
export interface StackSides {
  readonly stack: string;
  readonly presence: StackReview["presence"];
  readonly base: PlannedDocument | undefined;
  readonly head: PlannedDocument | undefined;
  /** Documents that are missing, broken or tell of a failure. */
  readonly faults: readonly DocumentFault[];
}

/** What stacks are judged by. */
export interface Bench {
  /** Rules of the branch that is merged into. */
  readonly policy: PolicyModule | undefined;
  /** Moment as of which is judged: the reviewer's, never the document's. */
  readonly now: Date;
  readonly masker: Masker;
  readonly placeOf: (stack: string, rule: string, resource: string) => Place | null;
}

/** Reviews one stack. Pure. Whatever is missing or failed is a fault, and a fault blocks. (P7) */
export function reviewStack(sides: StackSides, bench: Bench): StackReview {
  const { stack, presence, base, head } = sides;
  const [before, after] = [base?.resources ?? [], head?.resources ?? []];
  const { preview } = head ?? { preview: null };
  // Without the other side there is nothing to compare with: only the fault is told.
  const isCompared = presence === "added" || (base !== undefined && (head !== undefined || presence === "removed"));
  const changes = preview !== null ? changesOfSteps(preview.steps) : isCompared ? changesOfPlans(before, after) : [];
  const faults = [...sides.faults, ...faultsOf(head, bench)];
  const findings = findingsOf(sides, bench);
  const verdictOf = { faults, findings };
  return {
    stack,
    verdict: stackVerdict(verdictOf),
    presence,
    faults,
    basis: preview === null ? "plans" : "engine",
    steps: preview === null ? null : comparableSteps(preview.steps),
    stepDigest: preview === null ? null : stepDigest(preview.steps),
    planDigest: head === undefined ? null : planDigest(head.resources),
    changes,
    facts: isCompared && head !== undefined ? factChanges(base, head) : [],
    dataRisks: dataRisks(changes, before, after),
    findings,
    waivers: waiversOf(before, after, bench.now),
    gaps: gapsOf(base, head),
    freeze: head?.freeze ?? null,
  };
}

function stackVerdict({ faults, findings }: Pick<StackReview, "faults" | "findings">): ReviewVerdict {
  if (faults.length > 0 || findings.some(blocks)) return "blocked";
  return findings.some(({ kind }) => kind === "undecided") ? "undecided" : "passes";
}

/** What a document lacks although it could be read. */
function faultsOf(head: PlannedDocument | undefined, { policy }: Bench): readonly DocumentFault[] {
  if (head === undefined) return [];
  const noPack: DocumentFault = {
    code: "pull-request.no-verdict",
    message: "The change has no policy pack, so it was not judged by rules of its own.",
    fix: "Put policy/pack.ts back.",
  };
  return [
    ...(head.verdict === null && policy !== undefined ? [noPack] : []),
    ...(head.previewFault === null ? [] : [head.previewFault]),
  ];
}

function findingsOf({ stack, base, head }: StackSides, bench: Bench): readonly ReviewFinding[] {
  if (head === undefined) return [];
  const resources = head.resources.map(asJudged);
  const judged = bench.policy?.judgeStack({ resources, now: bench.now, settings: { plan: "always" } });
  const verdicts = {
    base: [...(judged?.findings ?? []), ...credentialFindings(head.resources, bench.masker)],
    head: told(head),
    engine: head.preview?.findings ?? [],
    // The base's own document was made and judged by code of the base.
    before: [...told(base), ...hiddenFindings(base?.resources ?? [])],
  };
  return mergedFindings(verdicts, (rule, resource) => bench.placeOf(stack, rule, resource));
}

function told(document: PlannedDocument | undefined): readonly Finding[] {
  return (document?.verdict?.findings ?? []) as readonly Finding[];
}

function asJudged(resource: DocumentResource): JudgedResource {
  const { urn, type, name, parent, inputs, protect, ignoreChanges, dependencies } = resource;
  return { urn, type, name, ...(parent === undefined ? {} : { parent }), inputs, protect, ignoreChanges, dependencies };
}

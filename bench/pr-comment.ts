/**
 * From two folders of plan documents of 10,000 resources to the comment: `npm run bench:pr-comment`. Reading, judging by the whole pack,
 * comparing, masking and writing down; beyond it a pull request costs what its plans and previews cost. Nothing here is a test.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commentBytes, reviewText } from "../packages/cli/src/pull-request/comment/review-text.ts";
import type { PlannedDocument } from "../packages/cli/src/pull-request/document/document.ts";
import { documentHead, makeDocument } from "../packages/cli/src/pull-request/document/make-document.ts";
import { Masker } from "../packages/cli/src/pull-request/mask.ts";
import { findingPlaces } from "../packages/cli/src/pull-request/places/finding-places.ts";
import { ModelSource } from "../packages/cli/src/pull-request/places/model-source.ts";
import { reviewFlow } from "../packages/cli/src/pull-request/review/review-flow.ts";
import { textTable } from "../packages/cli/src/table.ts";
import { judgeStack, ruleInfos } from "../policy/pack.ts";
import { at, modelWithServices } from "./models.ts";

const wanted = 10_000;
/** Services with which production has about 1,000 resources; their copies make up the rest. */
const services = 9;
const turns = 5;
const commits = { base: "b".repeat(40), head: "a".repeat(40) } as const;
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);

const folder = mkdtempSync(path.join(tmpdir(), "launchgate-bench-comment-"));
try {
  const resources = writeSides(await planned());
  const rows: Measured[] = [];
  for (let turn = 0; turn < turns; turn += 1) rows.push(await measured());
  const body = rows.at(-1)?.body ?? "";
  tell(`${String(resources)} resources a side; comment of ${String(Buffer.byteLength(body))} bytes. Goal: 2,000 ms.`);
  const cells = rows.map(({ wall, processor, comment }, index) =>
    [index + 1, wall, processor, comment].map((each) => each.toFixed(0)),
  );
  const head = ["turn", "ms", "processor ms", "of which the comment, ms"];
  tell(textTable(head, cells, { colour: false, columns: 120 }, { numbersFrom: 0 }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function planned(): Promise<PlannedDocument> {
  const { project, model } = await modelWithServices(services);
  const parts = {
    project,
    model,
    policy: { judgeStack, ruleInfos },
    at,
    masker: new Masker(),
    preview: null,
    previewFault: null,
  };
  const document = await makeDocument({ ...parts, head: documentHead("base", commits.base, at) });
  if (document.outcome !== "planned") throw new Error("The stack could not be planned.");
  return document;
}

/** The plan and its copies under other names, so that each resource is one; the head has one input in ten changed, and some gone. */
function writeSides(document: PlannedDocument): number {
  const [first] = document.resources;
  const copies = Math.ceil(wanted / document.resources.length);
  const resources = Array.from({ length: copies }, (_, copy) =>
    document.resources.map((each) =>
      copy === 0 ? each : { ...each, urn: `${each.urn}-${String(copy)}`, name: `${each.name}-${String(copy)}` },
    ),
  )
    .flat()
    .filter((each) => each === first || each.type !== "launchgate:release:ReleasePlan" || !/-\d+$/.test(each.name))
    .slice(0, wanted);
  const changed = resources.flatMap((each, index) => {
    if (index % 50 === 49) return [];
    return [index % 10 === 9 ? { ...each, inputs: { ...each.inputs, description: `changed ${String(index)}` } } : each];
  });
  for (const [side, own] of [
    ["base", resources],
    ["head", changed],
  ] as const) {
    const head = { ...document, side, commit: commits[side], resources: own };
    const index = { ...documentHead(side, commits[side], at), stacks: ["prod"], fault: null };
    mkdirSync(path.join(folder, side));
    writeFileSync(path.join(folder, side, "prod.json"), JSON.stringify(head));
    writeFileSync(path.join(folder, side, "index.json"), JSON.stringify(index));
  }
  return resources.length;
}

/** One turn, milliseconds. */
interface Measured {
  readonly wall: number;
  /** Time of all threads: what the turn costs on a machine that does other work as well. */
  readonly processor: number;
  readonly comment: number;
  readonly body: string;
}

async function measured(): Promise<Measured> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const review = await reviewFlow({
    base: { folder: path.join(folder, "base"), commit: commits.base },
    head: { folder: path.join(folder, "head"), commit: commits.head },
    policy: { judgeStack, ruleInfos },
    stacks: ["prod"],
    removed: [],
    changedFiles: ["stacks/prod.ts"],
    now: at,
    masker: new Masker(),
    placeOf: findingPlaces(new ModelSource(new Map([["stacks/prod.ts", readFileSync("stacks/prod.ts", "utf8")]]))),
  });
  const middle = performance.now();
  const body = reviewText(review, { bytes: commentBytes, pull: 1 });
  const end = performance.now();
  const { user, system } = process.cpuUsage(before);
  return { wall: end - start, processor: (user + system) / 1_000, comment: end - middle, body };
}

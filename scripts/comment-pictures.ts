/**
 * docs/images/pr-comment-*.png: comments as a person sees them, by a GitHub-flavoured renderer and a browser: `node
 * scripts/comment-pictures.ts`. It needs `chromium` on PATH, or CHROMIUM with its place.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Marked } from "marked";
import { terminalHost } from "../packages/cli/src/host.ts";
import { commentBytes, reviewText } from "../packages/cli/src/pull-request/comment/review-text.ts";
import type { PlanDocument } from "../packages/cli/src/pull-request/document/document.ts";
import { stackSources } from "../packages/cli/src/pull-request/git/read-git.ts";
import { Masker } from "../packages/cli/src/pull-request/mask.ts";
import { findingPlaces } from "../packages/cli/src/pull-request/places/finding-places.ts";
import { ModelSource } from "../packages/cli/src/pull-request/places/model-source.ts";
import { planSide } from "../packages/cli/src/pull-request/plan-side.ts";
import { reviewFlow } from "../packages/cli/src/pull-request/review/review-flow.ts";
import { judgeStack, ruleInfos } from "../policy/pack.ts";
import { scenes, type Scene } from "./comment-pictures/scenes.ts";

const commits = { base: "3f0c1d2e4b5a69788796a5b4c3d2e1f001234567", head: "9a8b7c6d5e4f30211203f4e5d6c7b8a901234567" };
const at = new Date("2026-11-23T10:00:00Z");
/** Width of a picture, pixels. */
const width = 1_100;

const folder = mkdtempSync(path.join(tmpdir(), "launchgate-pictures-"));
try {
  await plan("base", path.join(folder, "base"), []);
  for (const scene of scenes) photograph(scene, await commentOf(scene));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function plan(side: "base" | "head", out: string, overlay: readonly string[]): Promise<readonly string[]> {
  const { signal } = new AbortController();
  const { stacks, fault } = await planSide({
    side,
    commit: commits[side],
    out,
    overlay,
    at,
    engine: false,
    stacks: ["shared", "staging", "prod"],
    host: terminalHost(),
    signal,
  });
  const failed = fault ?? stacks.find((each) => each.fault !== null)?.fault;
  if (failed) throw new Error(failed.message);
  return stacks.map(({ stack }) => stack);
}

async function commentOf({ name, overlay, changedFiles, alter }: Scene): Promise<string> {
  const [head, file] = [path.join(folder, name), path.join(folder, `${name}.yaml`)];
  writeFileSync(file, overlay);
  const stacks = await plan("head", head, [file]);
  for (const each of stacks.map((stack) => path.join(head, `${stack}.json`))) {
    const document = JSON.parse(readFileSync(each, "utf8")) as PlanDocument;
    if (document.outcome === "planned" && alter) writeFileSync(each, JSON.stringify(alter(document)));
  }
  const review = await reviewFlow({
    base: { folder: path.join(folder, "base"), commit: commits.base },
    head: { folder: head, commit: commits.head },
    policy: { judgeStack, ruleInfos },
    stacks,
    removed: [],
    changedFiles,
    now: at,
    masker: new Masker(),
    placeOf: findingPlaces(new ModelSource(await stackSources(process.cwd(), "HEAD"))),
  });
  return reviewText(review, { bytes: commentBytes, pull: 42, whole: "the artefact of this run, `review.md`" });
}

function photograph({ name, height }: Scene, markdown: string): void {
  const style = readFileSync(
    createRequire(import.meta.url).resolve("github-markdown-css/github-markdown-light.css"),
    "utf8",
  );
  const body = new Marked({ gfm: true }).parse(markdown, { async: false });
  const page = path.join(folder, `${name}.html`);
  const frame = "margin:0 auto;padding:24px;max-width:1000px";
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>${style}</style><article class="markdown-body" style="${frame}">${body}</article>`,
  );
  const picture = path.resolve("docs/images", `pr-comment-${name}.png`);
  const browser = process.env["CHROMIUM"] ?? "chromium";
  const window = `--window-size=${String(width)},${String(height)}`;
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", window, `--screenshot=${picture}`];
  execFileSync(browser, [...flags, `file://${page}`], { stdio: "ignore", timeout: 120_000 });
  process.stdout.write(`${picture}\n`);
}

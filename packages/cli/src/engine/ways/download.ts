import { mkdir, readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnv, readEnv } from "../child-env.ts";
import type { Environment } from "../child-env.ts";
import { ENGINE_VERSION } from "../pins.ts";
import { runChild } from "../run-child.ts";
import type { ChildOutcome } from "../run-child.ts";
import { lastLines } from "../text.ts";
import type { Way, WayContext, WayOutcome } from "./way.ts";

/** Limits of the official download. */
export interface DownloadLimits {
  /** Milliseconds without a single new byte after which it is given up. Default 20,000. */
  readonly stallMs: number;
  /** Milliseconds for all of it. Default 600,000: 150 MB at 2 Mbit/s. */
  readonly totalMs: number;
}

const LIMITS: DownloadLimits = { stallMs: 20_000, totalMs: 600_000 };
const LOOK_EVERY_MS = 500;
const FIX = "Check the internet access (HTTPS_PROXY is honoured), or install pulumi by hand so that it is on PATH.";

/** The official download through the Automation API, which runs the maker's install script. Brings the language hosts too. (P1) */
export function officialDownload(limits: DownloadLimits = LIMITS): Way {
  return {
    name: "downloaded",
    title: "The official download",
    get: (context) => download(context, limits),
  };
}

async function download(context: WayContext, limits: DownloadLimits): Promise<WayOutcome> {
  const temporary = join(context.staging, "tmp");
  await mkdir(temporary);
  context.progress.step("download", `Downloading pulumi ${ENGINE_VERSION} from its maker.`);
  const watch = watchGrowth(context, limits.stallMs);
  const outcome = await runChild({
    command: process.execPath,
    args: [installerFile(), context.staging, ENGINE_VERSION],
    cwd: context.staging,
    env: installerEnv(context.env, temporary),
    timeoutMs: limits.totalMs,
    signal: context.signal === undefined ? watch.stalled : AbortSignal.any([context.signal, watch.stalled]),
  });
  watch.stop();
  return judge(outcome, watch.stalled.aborted, limits);
}

function judge(outcome: ChildOutcome, stalled: boolean, limits: DownloadLimits): WayOutcome {
  if (outcome.ended === "exited" && outcome.exitCode === 0) return { ok: true, detail: "with the official installer" };
  if (stalled) return { ok: false, reason: `nothing arrived for ${seconds(limits.stallMs)}`, fix: FIX };
  if (outcome.ended === "timed-out")
    return { ok: false, reason: `it was not done after ${seconds(limits.totalMs)}`, fix: FIX };
  const said = outcome.startError ?? lastLines(outcome.stderr);
  return { ok: false, reason: said === "" ? `the installer ended as ${outcome.ended}` : said, fix: FIX };
}

/** The installer beside this file: TypeScript in this repository, JavaScript in the published package. */
function installerFile(): string {
  const here = fileURLToPath(import.meta.url);
  return fileURLToPath(new URL(`./official-installer${extname(here)}`, import.meta.url));
}

/** Temporary files go below the staging folder: there they can be watched, and they vanish with it. */
function installerEnv(env: Environment, temporary: string): Record<string, string> {
  const viaProxy = readEnv(env, "HTTPS_PROXY") !== undefined || readEnv(env, "https_proxy") !== undefined;
  return childEnv(env, {
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    ...(viaProxy ? { NODE_USE_ENV_PROXY: "1" } : {}),
  });
}

function watchGrowth(context: WayContext, stallMs: number): { readonly stalled: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let size = 0;
  let grownAt = performance.now();
  const look = async (): Promise<void> => {
    const now = await sizeOf(context.staging);
    if (now !== size) {
      size = now;
      grownAt = performance.now();
      context.progress.note(
        `Downloading pulumi ${ENGINE_VERSION} from its maker: ${String(Math.round(size / 1e6))} MB on disk.`,
      );
    } else if (performance.now() - grownAt >= stallMs) {
      controller.abort();
    }
  };
  const timer = setInterval(() => void look(), Math.min(LOOK_EVERY_MS, stallMs));
  return {
    stalled: controller.signal,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Bytes of all files below a folder; files that vanish meanwhile count nothing. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function seconds(milliseconds: number): string {
  return `${String(milliseconds / 1000)} s`;
}

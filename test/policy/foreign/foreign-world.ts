import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPluginHost, type PluginHost } from "@launchgate/sandbox/plugin";
import { analyzerFolder } from "../../../packages/cli/src/engine/policy-pack.ts";
import { inRepository, repositoryRoot } from "../../helpers/repository.ts";

/** What a preview of a foreign program found. */
export interface ForeignPreview {
  /** `level rule resource`, sorted; level `undecided` where it cannot be judged yet. */
  readonly findings: readonly string[];
  readonly messages: readonly string[];
  /** Stack policies that looked at something and found nothing, as the engine counts them. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Resources that would be made. */
  readonly creates: number;
  readonly passes: boolean;
  readonly output: string;
}

/** Where foreign programs are previewed: the real engine, the practice plugin with no vendor behind it, a bundle. */
export class ForeignWorld {
  readonly #home: string;
  readonly #tools: string;
  readonly #plugin: PluginHost;

  private constructor(home: string, tools: string, plugin: PluginHost) {
    this.#home = home;
    this.#tools = tools;
    this.#plugin = plugin;
  }

  static async open(): Promise<ForeignWorld> {
    const home = mkdtempSync(path.join(tmpdir(), "launchgate-foreign-"));
    // A preview sends nothing: nobody listens there.
    const nobody = "http://127.0.0.1:9";
    const urls = { github: nobody, vercel: nobody, pagerduty: nobody, datadog: nobody };
    return new ForeignWorld(home, await analyzerFolder(home), await startPluginHost({ urls }));
  }

  /** Previews a program with the bundle, configured by `settings` as a JSON file. */
  async preview(program: "github" | "datadog", bundle: string, settings?: object): Promise<ForeignPreview> {
    const folder = mkdtempSync(path.join(this.#home, `${program}-`));
    mkdirSync(folder, { recursive: true });
    const file = path.join(this.#home, "settings.json");
    if (settings !== undefined) writeFileSync(file, JSON.stringify(settings));
    const script = inRepository("test/policy/foreign/preview.ts");
    const args = [script, program, bundle, folder, this.#tools, this.#plugin.attach];
    const child = spawn(process.execPath, [...args, ...(settings === undefined ? [] : [file])], {
      cwd: repositoryRoot,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: this.#home,
        PULUMI_HOME: path.join(this.#home, "pulumi"),
        LAUNCHGATE_PULUMI_ROOT: inRepository(".launchgate/engine"),
      },
    });
    const text = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.err += chunk));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) throw new Error(`the preview ended with ${String(code)}: ${text.err}`);
    return JSON.parse(text.out) as ForeignPreview;
  }

  async close(): Promise<void> {
    await this.#plugin.close();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

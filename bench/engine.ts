/**
 * The practice plugin and the sandbox against a provider that does nothing, with the real engine and the same graph; requests a
 * second and memory of the sandbox. `npm run bench:engine`: 100 and 1,000 resources, three turns each; `-- --quick`: 100 resources, two
 * turns; `-- --resources 1000 --turns 1`: as said. Needs the engine.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { textTable } from "../packages/cli/src/table.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, resources: { type: "string", multiple: true }, turns: { type: "string" } },
});
const quick = values.quick === true;
const whole = z.array(z.coerce.number().int().min(1));
const counts = whole.parse(values.resources ?? (quick ? [100] : [100, 1000]));
const repetitions = z.coerce
  .number()
  .int()
  .min(1)
  .parse(values.turns ?? (quick ? 2 : 3));
const engine = process.env["LAUNCHGATE_PULUMI_ROOT"] ?? path.resolve(".launchgate/engine");
const temporary = mkdtempSync(path.join(tmpdir(), "launchgate-bench-engine-"));
const page = { colour: false, columns: 120 };
const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
// JSON has no NaN: null says that the system tells no processor times.
const timeSchema = z.object({
  wall: z.number(),
  processor: z
    .number()
    .nullable()
    .transform((each) => each ?? NaN),
});
const timesSchema = z.object({ preview: timeSchema, up: timeSchema, again: timeSchema });
type Times = z.infer<typeof timesSchema>;
const acts = ["preview", "up", "again"] as const;
const clocks = ["wall", "processor"] as const;

/** A host process and the lines that it prints. */
class Host {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#child.stdout === null) throw new Error("no output");
    this.#lines = createInterface({ input: this.#child.stdout });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async line(): Promise<string> {
    const [text] = (await once(this.#lines, "line")) as [string];
    return text;
  }

  async ask(question: string): Promise<string> {
    this.#child.stdin?.write(`${question}\n`);
    return await this.line();
  }

  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.stdin?.end();
    await ended;
  }
}

if (!existsSync(path.join(engine, "bin/pulumi"))) {
  tell("There is no engine: run `npx launchgate engine install` first.");
  process.exit(2);
}
try {
  const graphs = [];
  for (const count of counts) graphs.push(await compare(count));
  tell("Practice plugin and sandbox against a provider that does nothing, same graph (goal: at most 1.3 times)");
  const cells = graphs.flatMap(({ count, plugin, bare }) =>
    acts.map((act) => [
      String(count),
      act === "again" ? "second preview" : act,
      ...clocks.flatMap((clock) => {
        const [own, nothing] = [plugin[act][clock], bare[act][clock]];
        return [own.toFixed(0), nothing.toFixed(0), (own / nothing).toFixed(2)];
      }),
    ]),
  );
  const heads = ["resources", "act", "ms", "no-op ms", "times", "CPU ms", "no-op CPU ms", "times"];
  tell(textTable(heads, cells, page, { numbersFrom: 2 }));
  const load = await measureLoad();
  tell(
    `\nSandbox: ${load.reads.toFixed(0)} reads a second, ${load.writes.toFixed(0)} writes a second; ${load.megabytes.toFixed(0)} MB after ${String(load.objects)} objects.`,
  );
  mkdirSync(".launchgate", { recursive: true });
  writeFileSync(".launchgate/bench-engine.json", `${JSON.stringify({ graphs, load }, null, 2)}\n`);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** Median times of both, which take turns. */
async function compare(count: number): Promise<{ count: number; plugin: Times; bare: Times }> {
  const [plugin, bare]: [Times[], Times[]] = [[], []];
  for (let turn = 0; turn < repetitions; turn += 1) {
    plugin.push(
      await withSandbox(`s${String(count)}-${String(turn)}`, ({ attach, token, host }) =>
        graph(count, { attach, token, host }),
      ),
    );
    const host = new Host(["bench/engine/no-op-host.ts"]);
    bare.push(graph(count, { attach: await host.line(), token: "none", host }));
    await host.close();
  }
  return { count, plugin: median(plugin), bare: median(bare) };
}

interface Place {
  readonly attach: string;
  readonly token: string;
  readonly url: string;
  readonly host: Host;
}

async function withSandbox<T>(name: string, work: (place: Place) => T | Promise<T>): Promise<T> {
  const host = new Host(["bench/engine/sandbox-host.ts", path.join(temporary, name)]);
  const place = z
    .object({ attach: z.string(), token: z.string(), url: z.string() })
    .parse(JSON.parse(await host.line()));
  try {
    return await work({ ...place, host });
  } finally {
    await host.close();
  }
}

function graph(count: number, { attach, token, host }: Omit<Place, "url">): Times {
  const folder = mkdtempSync(path.join(temporary, "graph-"));
  const run = spawnSync(
    process.execPath,
    ["bench/engine/graph.ts", String(count), attach, token, folder, String(host.pid)],
    {
      encoding: "utf8",
      env: { ...process.env, LAUNCHGATE_PULUMI_ROOT: engine },
    },
  );
  if (run.status !== 0) throw new Error(`bench/engine/graph.ts ${String(count)} failed:\n${run.stderr}`);
  return timesSchema.parse(JSON.parse(run.stdout));
}

function median(all: readonly Times[]): Times {
  const middle = (act: (typeof acts)[number], clock: (typeof clocks)[number]): number =>
    all.map((each) => each[act][clock]).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const both = (act: (typeof acts)[number]): Times["up"] => ({
    wall: middle(act, "wall"),
    processor: middle(act, "processor"),
  });
  return { preview: both("preview"), up: both("up"), again: both("again") };
}

/** Requests a second over eight connections, bounded in count. */
async function measureLoad(): Promise<{ reads: number; writes: number; megabytes: number; objects: number }> {
  const objects = quick ? 1000 : 4000;
  return await withSandbox("load", async ({ url, token, host }) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const send = (method: string, address: string, body?: object): Promise<Response> =>
      fetch(url + address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    await send("POST", "/orgs/motion-mavericks/repos", { name: "load" });
    const labels = "/repos/motion-mavericks/load/labels";
    const rate = async (act: (index: number) => Promise<Response>): Promise<number> => {
      const start = performance.now();
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let index = next++; index < objects; index = next++) {
          const response = await act(index);
          await response.arrayBuffer();
          if (!response.ok) throw new Error(`request ${String(index)} was answered with ${String(response.status)}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      return (objects / (performance.now() - start)) * 1000;
    };
    const writes = await rate((index) => send("POST", labels, { name: `l${String(index)}`, color: "0e8a16" }));
    const reads = await rate((index) => send("GET", `${labels}/l${String(index)}`));
    const { megabytes } = z.object({ megabytes: z.number() }).parse(JSON.parse(await host.ask("memory")));
    return { reads, writes, megabytes, objects };
  });
}

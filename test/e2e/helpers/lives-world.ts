import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Sandbox } from "@launchgate/sandbox";
import { startPluginHost, type PluginHost } from "@launchgate/sandbox/plugin";
import { changeOutside } from "../../../packages/sandbox/test/plugin/finds-drift.ts";
import { allLives } from "../../../packages/sandbox/test/plugin/lives/index.ts";
import type { Step, Thing } from "../../../packages/sandbox/test/plugin/lives/life.ts";
import { PracticeEngine, settingsOf } from "../../../packages/sandbox/test/plugin/practice-engine.ts";
import { programOf, type Declared } from "./lives-program.ts";
import { LivesStack } from "./lives-stack.ts";
import { declaredIn, subjectsOf, type Subject } from "./lives-subject.ts";

/** What the stacks of lives share: a sandbox with the ground of every vendor, the plugin, and a hand at the vendors. */
export class LivesWorld {
  /** Every life of every vendor. */
  readonly subjects: readonly Subject[];
  readonly #sandbox: Sandbox;
  readonly #engines: ReadonlyMap<string, PracticeEngine>;
  readonly #host: PluginHost;
  readonly #folder: string;

  private constructor(
    sandbox: Sandbox,
    host: PluginHost,
    folder: string,
    engines: ReadonlyMap<string, PracticeEngine>,
    subjects: readonly Subject[],
  ) {
    [this.#sandbox, this.#host, this.#folder, this.#engines] = [sandbox, host, folder, engines];
    this.subjects = subjects;
  }

  static async open(sandbox: Sandbox): Promise<LivesWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), "launchgate-lives-"));
    const host = await startPluginHost({ urls: sandbox.urls });
    const engines = new Map(allLives.map(({ vendor }) => [vendor, new PracticeEngine(sandbox, vendor)]));
    const subjects: Subject[] = [];
    for (const { vendor, prepare, lives } of allLives) {
      const ids = await prepare(engineIn(engines, vendor), sandbox);
      subjects.push(...subjectsOf(vendor, lives(ids)));
    }
    return new LivesWorld(sandbox, host, folder, engines, subjects);
  }

  /** Opens a stack with a backend of its own. */
  stack(name: string): Promise<LivesStack> {
    return LivesStack.create(this.#folder, name, this.#host.attach);
  }

  /** The program of a round. */
  inRound(subjects: readonly Subject[], round: number) {
    return this.program(subjects.map((each) => ({ ...placeOf(each), inputs: declaredIn(each, round) })));
  }

  program(resources: readonly Declared[]) {
    return programOf(resources, (vendor) => settingsOf(this.#sandbox, vendor));
  }

  /** The vendor's side of a subject, as the stack has recorded it. */
  engineOf({ vendor }: Subject): PracticeEngine {
    return engineIn(this.#engines, vendor);
  }

  /** Makes or removes what subjects need beside the ground. */
  async standing(subjects: readonly Subject[], act: "made" | "down"): Promise<void> {
    const all = subjects.flatMap((subject) => (subject.life.needs ?? []).map((thing) => ({ subject, thing })));
    for (const { subject, thing } of act === "made" ? all : all.toReversed()) {
      await stand(this.engineOf(subject), thing, act);
    }
  }

  /** Takes over what a stack recorded of the subjects. */
  async look(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
    const recorded = new Map((await stack.recorded()).map((each) => [each.name, each]));
    for (const subject of subjects) {
      const held = recorded.get(subject.name);
      if (held === undefined) throw new Error(`${subject.name} is not in the state`);
      this.engineOf(subject).adopt(subject.name, held);
    }
  }

  /** Resources that take over what is there, by the ids that an import takes, with the inputs that it was made with. */
  imports(subjects: readonly Subject[]): readonly Declared[] {
    return subjects.map((subject) => {
      const { importId, inputs } = subject.life;
      const { id, state } = this.engineOf(subject).recorded(subject.name);
      const given = importId === undefined || importId === false ? id : importId(state, id);
      return { ...placeOf(subject), inputs, options: { import: given } };
    });
  }

  /** Somebody makes the change of a step at the vendor. */
  async changeOutside(subject: Subject, { declared }: Step): Promise<void> {
    await changeOutside(this.engineOf(subject), subject.life.type, subject.name, declared);
  }

  /** How many things there are of each kind, at all vendors; what the sandbox tells of its own day is none of theirs. */
  census(): Readonly<Record<string, number>> {
    const rows = this.#sandbox.world.store.database.prepare("SELECT key FROM rows").all();
    const kinds = rows
      .map(({ key }) => String(key).replace(/:\d+$/, ""))
      .filter((kind) => kind !== "sandbox.happening");
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    return Object.fromEntries([...new Set(kinds)].sort().map((kind) => [kind, count(kind)]));
  }

  async close(): Promise<void> {
    await this.#host.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function engineIn(engines: ReadonlyMap<string, PracticeEngine>, vendor: string): PracticeEngine {
  const engine = engines.get(vendor);
  if (engine === undefined) throw new Error(`there is no engine for ${vendor}`);
  return engine;
}

function placeOf({ name, vendor, life }: Subject): Pick<Declared, "name" | "vendor" | "type"> {
  return { name, vendor, type: life.type };
}

async function stand(engine: PracticeEngine, { name, type, inputs }: Thing, act: "made" | "down"): Promise<void> {
  if (act === "made") await engine.made(type, name, inputs);
  else await engine.down(name);
}

/** The sandbox's clock is that of practice stacks alone: a live one is judged by the real moment. (L1, issue 7 point 7) */
import { ModelError } from "@launchgate/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withSite } from "../../../../packages/cli/src/actions/engine-site.ts";
import type { TargetId } from "../../../../packages/cli/src/engine/engine-port.ts";
import type { Host } from "../../../../packages/cli/src/host.ts";
import { openProject } from "../../../../packages/cli/src/project.ts";
import { SandboxFolder } from "../../../cli/sandbox-folder.ts";
import { standIn, type StandIn } from "../../../cli/sandbox-stand-in.ts";

/** Stops before an engine is asked for. */
class Admitted extends Error {}

const folder = new SandboxFolder();
let sandbox: StandIn;
// Years after every accepted risk of the reference organisation ran out.
beforeAll(async () => {
  sandbox = await standIn(folder, { now: "2031-01-01T00:00:00.000Z", mode: "paused", offset: 0 });
});
afterAll(() => {
  sandbox.close();
  folder.remove();
});

async function opened(target: TargetId): Promise<unknown> {
  const host: Host = {
    ...{ cwd: folder.root, columns: 100, colour: false, liveProgress: false },
    ...{ now: () => new Date("2026-11-21T10:00:00Z"), out: () => undefined, err: () => undefined },
  };
  const options = { stack: "dev", overlay: [], target, yes: false };
  const admit = (): never => {
    throw new Admitted();
  };
  const project = await openProject(folder.root);
  const request = { project, host, options, signal: new AbortController().signal, vendors: true, admit };
  return withSite(request, () => Promise.resolve()).catch((error: unknown) => error);
}

it("judges a practice stack by the sandbox's clock", async () => {
  const refused = await opened("sandbox");
  expect(refused).toBeInstanceOf(ModelError);
  expect((refused as ModelError).problems.map(({ code }) => code)).toContain("risk.expired");
});

it("judges a live stack by the real moment, though a sandbox runs beside it with another", async () => {
  expect(await opened("live")).toBeInstanceOf(Admitted);
});

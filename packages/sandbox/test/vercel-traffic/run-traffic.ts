import { startSandbox } from "../../src/index.ts";
import { startDeployments } from "../../src/vendors/vercel/traffic/index.ts";
import { seed } from "../helpers/seed.ts";
import { deploy, newProject } from "../vercel/releases.ts";
import { ask } from "./traffic-ask.ts";

/** Starts a sandbox with one server in the folder given and tells its process, for tests that kill it. */
const folder = process.argv[2];
if (folder === undefined) throw new Error("which folder?");
const sandbox = await startSandbox({ folder, seed });
const traffic = await startDeployments({ world: sandbox.world });
await deploy(sandbox, await newProject(sandbox, "killed"), { version: "1", application: "web" });
const { status } = await ask({ traffic }, "killed.localhost");
if (status !== 200) throw new Error(`status ${String(status)}`);
process.stdout.write(`${JSON.stringify({ pids: [...traffic.processes.values()] })}\n`);

/** `node bench/sandbox/router.ts <seconds> <turns>`: requests a second through the router, beside the same server asked directly. */
import { join } from "node:path";
import { ServerProcess } from "../../packages/sandbox/src/vendors/vercel/traffic/server-process.ts";
import { send } from "../../packages/sandbox/test/vercel/client.ts";
import { deploy, newProject } from "../../packages/sandbox/test/vercel/releases.ts";
import { tell, withGround } from "./ground.ts";
import { measure, type Figures } from "./load.ts";

const [seconds = 3, turns = 3] = process.argv.slice(2).map(Number);
const host = "bench.localhost";

await withGround(async (sandbox, { trafficPort: port }) => {
  const project = await newProject(sandbox, "bench", 50, 100);
  const one = await deploy(sandbox, project, { version: "1", application: "web" });
  const two = await deploy(sandbox, project, { version: "2", application: "web" });
  // The same server in the same kind of process, without the router.
  const direct = await ServerProcess.start({
    entry: join(import.meta.dirname, "../../packages/sandbox/apps/web/application.ts"),
    ...{ application: "web", version: "1", behaviour: "good", environment: {}, datadog: null },
    clock: { mode: "running", value: 0 },
  });
  const all: { direct: Figures; through: Figures; split: Figures }[] = [];
  // The first request starts the server.
  await measure({ port, host, seconds: 1 });
  for (let turn = 0; turn < turns; turn += 1) {
    const bare = await measure({ port: direct.port, host, seconds });
    const through = await measure({ port, host, seconds });
    await send(sandbox, `POST /v1/projects/${project}/rolling-release/start`, { canaryDeploymentId: two });
    const split = await measure({ port, host, seconds });
    await send(sandbox, `POST /v1/projects/${project}/rollback/${one}`);
    all.push({ direct: bare, through, split });
  }
  await direct.stop();
  tell({ turns: all });
});

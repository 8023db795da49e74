/** The practice ground by itself: prints where it is, and ends with its input. `node bench/sandbox/host.ts <folder>` */
import { startReal, startSandbox } from "@launchgate/sandbox";
import { seed } from "../../packages/sandbox/test/helpers/seed.ts";

const [folder = ""] = process.argv.slice(2);
const sandbox = await startSandbox({ folder, seed });
const real = await startReal(sandbox, folder);
const { urls, tokens, control, adminToken } = sandbox;
const { trafficPort, noPostgres } = real;
process.stdout.write(`${JSON.stringify({ urls, tokens, control, adminToken, trafficPort, noPostgres })}\n`);
process.stdin.resume().once("end", () => {
  void real.close().then(async () => {
    await sandbox.close();
    process.exit(0);
  });
});

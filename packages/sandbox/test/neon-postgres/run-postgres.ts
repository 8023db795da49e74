import { startSandbox } from "../../src/index.ts";
import { startNeonPostgres } from "../../src/vendors/neon/postgres/index.ts";
import { seed } from "../helpers/seed.ts";

/** Starts a sandbox with real Postgres in the folder given and tells where it is, for tests that kill it. */
const folder = process.argv[2];
if (folder === undefined) throw new Error("which folder?");
const { urls, tokens, world } = await startSandbox({ folder, seed });
const postgres = await startNeonPostgres({ world, folder });
if ("reason" in postgres) throw new Error(postgres.reason);
process.stdout.write(`${JSON.stringify({ url: urls.neon, token: tokens.neon["pulumi"]?.token })}\n`);

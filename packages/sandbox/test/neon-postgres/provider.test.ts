/** What our Neon provider puts out connects to a real database (P1). */
import { expect, it } from "vitest";
import { MiniEngine } from "../../../neon-pulumi/test/driver/mini-engine.ts";
import { freshDirectory, ProviderProcess } from "../../../neon-pulumi/test/driver/provider-process.ts";
import { query, withBinaries, withPostgres } from "./postgres.ts";

const handle = withPostgres();

withBinaries("the provider", () => {
  it("declares a project, a role and a database, and its outputs lead to them", async () => {
    const { urls, tokens } = handle.sandbox;
    const server = { url: `${urls.neon}/api/v2`, key: tokens.neon["pulumi"]?.token ?? "" };
    const provider = await ProviderProcess.start({ server: server as never, recoveryDirectory: freshDirectory() });
    const engine = new MiniEngine(provider);
    await engine.up("Project", "shop", { name: "shop" });
    const { id: projectId, state } = engine.entry("Project", "shop");
    const branchId = String(state["defaultBranchId"]);
    const uri = String(engine.state("Project", "shop")["connectionUri"]);
    expect(await query(uri, "SELECT current_database() AS name")).toEqual([{ name: "neondb" }]);
    await engine.up("Role", "app", { projectId, branchId, name: "app" });
    await engine.up("Database", "app", { projectId, branchId, name: "orders", ownerName: "app" });
    const asked = { projectId, branchId, databaseName: "orders", roleName: "app" };
    const found = await engine.invoke("getConnectionUri", asked);
    const [own = ""] = /postgresql:[^"]+/.exec(JSON.stringify(found)) ?? [];
    await query(own, "CREATE TABLE orders (id int)");
    expect(await query(own, "SELECT current_user AS who")).toEqual([{ who: "app" }]);
    await engine.delete("Database", "app");
    await expect(query(own, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
    await provider.kill();
  });
});

import { send } from "../../vercel/client.ts";
import type { VendorLives } from "./life.ts";
import { projectLives } from "./vercel-project.ts";
import { typeLives, types } from "./vercel-types.ts";

/** Every type of Vercel that the plugin serves. */
export const vercelLives: VendorLives = {
  vendor: "vercel",
  async prepare(engine, sandbox) {
    const gitRepository = { type: "github", repo: "motion-mavericks/web", productionBranch: "main" };
    const shop = await engine.made(types.project, "shop", { name: "shop", gitRepository });
    const made = await send(sandbox, `POST /v1/projects/${shop}/custom-environments`, { slug: "qa" });
    return {
      shop,
      other: await engine.made(types.project, "other", { name: "other" }),
      store: await engine.made(types.store, "values", { name: "values" }),
      "other store": await engine.made(types.store, "more", { name: "more" }),
      environment: String(made.body["id"]),
    };
  },
  lives: (ids) => ({ ...projectLives(), ...typeLives(ids) }),
};

import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { send } from "../../vercel/client.ts";
import { types } from "../lives/vercel-types.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "vercel");
  await engine.up(types.project, "shop", { name: "shop" });
});

describe("types of Vercel", () => {
  it("takes imports with the team before the id", async () => {
    const { id } = engine.recorded("shop");
    const read = await send(handle.sandbox, `GET /v10/projects/${id}`);
    const found = await engine.import(types.project, "imported", `${String(read.body["accountId"])}/${id}`);
    expect(found).toMatchObject({ id, inputs: { name: "shop" } });
    expect(await engine.import(types.project, "imported", "prj_none")).toBeUndefined();
  });
});

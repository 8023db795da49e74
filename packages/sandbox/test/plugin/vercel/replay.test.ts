import { beforeAll, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf, Replay } from "../replay.ts";
import { send } from "../../vercel/client.ts";

// The captured plans hide a whole map of headers as one secret.
const planned = plannedOf("vercel", ["shared", "dev", "staging", "prod", "drill"]).map((each) =>
  each.inputs["headers"] === "[secret]"
    ? { ...each, inputs: { ...each.inputs, headers: { "dd-api-key": "0123456789" } } }
    : each,
);
const handle = withSandbox();
let replay: Replay;

/** What a stand-in of another vendor's value is; any text will do, but a bypass takes 32 characters. */
function given(placeholder: string): unknown {
  return placeholder === "[secret]" ? "abcdefghijklmnopqrstuvwxyz012345" : `value of ${placeholder}`;
}

/** How a type is imported: what the provider takes where that is more than its id. */
const importIds: Readonly<Record<string, (id: string, state: Readonly<Record<string, unknown>>) => string>> = {
  EdgeConfigToken: (_id, { edgeConfigId, token }) => `${String(edgeConfigId)}/${String(token)}`,
  ProjectDomain: (id, { projectId }) => `${String(projectId)}/${id}`,
  ProjectEnvironmentVariable: (id, { projectId }) => `${String(projectId)}/${id}`,
};

beforeAll(() => {
  replay = new Replay(new PracticeEngine(handle.sandbox, "vercel"), planned, given);
});

it("makes, keeps, imports and removes everything that the stacks declare at Vercel (P1)", async () => {
  expect(new Set(planned.map(({ type }) => type)).size).toBe(12);
  await replay.make();
  await replay.unchanged();
  await replay.imported(({ type }, id, state) => importIds[type.split(":")[2] ?? ""]?.(id, state) ?? id);
  await replay.remove();
  const { sandbox } = handle;
  expect((await send(sandbox, "GET /v10/projects")).body["projects"]).toEqual([]);
  expect((await send(sandbox, "GET /v1/edge-config")).body).toEqual([]);
  expect((await send(sandbox, "GET /v1/drains")).body["drains"]).toEqual([]);
  expect(sandbox.unrouted()).toEqual([]);
});

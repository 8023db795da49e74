import { expect, it } from "vitest";
import { client } from "../neon/client.ts";
import { newBranch, newProject, now, query, restore, uriOf, withBinaries, withPostgres } from "./postgres.ts";

const handle = withPostgres();
const value = async (uri: string): Promise<string[]> =>
  (await query<{ word: string }>(uri, "SELECT word FROM words ORDER BY word")).map(({ word }) => word);
const write = (uri: string, word: string) => query(uri, `INSERT INTO words VALUES ('${word}')`);

withBinaries("a project's database", () => {
  it("starts with the first connection and keeps what is written", async () => {
    const place = await newProject(handle, "first");
    const before = handle.postgres.running;
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('one')");
    expect(handle.postgres.running).toBe(Math.min(before + 1, 8));
    expect(await value(place.uri)).toEqual(["one"]);
  });

  it("is branched at its head and at a moment; branches live on their own", async () => {
    const place = await newProject(handle, "branches");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('early')");
    const moment = now(handle);
    await write(place.uri, "late");
    const head = await newBranch(handle, place, { name: "head" });
    const past = await newBranch(handle, place, { name: "past", parent_timestamp: moment });
    await write(place.uri, "after");
    expect(await value(head.uri)).toEqual(["early", "late"]);
    expect(await value(past.uri)).toEqual(["early"]);
    await write(past.uri, "own");
    const grandchild = await newBranch(handle, place, { name: "grandchild", parent_id: past.id });
    expect(await value(grandchild.uri)).toEqual(["early", "own"]);
    expect(await value(place.uri)).toEqual(["after", "early", "late"]);
  });

  it("is put back to a moment, again and again, and what it had is kept", async () => {
    const place = await newProject(handle, "restores");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('a')");
    const first = now(handle);
    await write(place.uri, "b");
    const second = now(handle);
    await write(place.uri, "c");
    const child = await newBranch(handle, place, { name: "child" });
    await restore(handle, place, { source_timestamp: second }, "before one");
    expect(await value(place.uri)).toEqual(["a", "b"]);
    await write(place.uri, "d");
    const third = now(handle);
    await write(place.uri, "e");
    await restore(handle, place, { source_timestamp: third }, "before two");
    expect(await value(place.uri)).toEqual(["a", "b", "d"]);
    await restore(handle, place, { source_timestamp: first }, "before three");
    expect(await value(place.uri)).toEqual(["a"]);
    const neon = client(handle.sandbox);
    const { branches } = (await neon.listProjectBranches({ projectId: place.project })).data;
    const kept = branches.find(({ name }) => name === "before one")?.id ?? "";
    const endpoint = { branch_id: kept, type: "read_write" as never };
    await neon.createProjectEndpoint(place.project, { endpoint });
    expect(await value(await uriOf(handle, place.project, kept))).toEqual(["a", "b", "c"]);
    expect(await value(child.uri)).toEqual(["a", "b", "c"]);
  });

  it("that is idle is put back to one second ago", async () => {
    const place = await newProject(handle, "idle");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('still')");
    handle.sandbox.clock.advance(60_000);
    const ago = new Date(handle.sandbox.clock.now() - 1000).toISOString();
    await restore(handle, place, { source_timestamp: ago }, "idle before");
    expect(await value(place.uri)).toEqual(["still"]);
  });
});

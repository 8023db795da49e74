import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client } from "./client.ts";

const handle = withSandbox();
const org = "motion-mavericks";
const at = { owner: org, repo: "told" };
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4rV8Yw3q0";
const config = { url: "https://receiver.example/in", content_type: "json", secret: "canary-of-a-hook" } as const;

beforeAll(async () => {
  await client(handle.sandbox).repos.createInOrg({ org, name: at.repo });
});

describe("deploy keys", () => {
  it("are made, read, listed with who added them, and removed; there is no change", async () => {
    const { repos } = client(handle.sandbox);
    const { data: made } = await repos.createDeployKey({ ...at, key, title: "mirror", read_only: true });
    expect(made).toMatchObject({ title: "mirror", key, read_only: true, added_by: `${org}-pulumi` });
    expect((await repos.getDeployKey({ ...at, key_id: made.id })).data).toEqual(made);
    expect((await repos.listDeployKeys(at)).data).toEqual([made]);
    await repos.deleteDeployKey({ ...at, key_id: made.id });
    expect((await repos.listDeployKeys(at)).data).toEqual([]);
    await expect(repos.getDeployKey({ ...at, key_id: made.id })).rejects.toMatchObject({ status: 404 });
  });

  it("write unless said otherwise", async () => {
    const { repos } = client(handle.sandbox);
    const { data } = await repos.createDeployKey({ ...at, key: `${key}2` });
    expect(data).toMatchObject({ title: "", read_only: false });
    await expect(repos.createDeployKey({ ...at, key: `${key}2` })).rejects.toMatchObject({ status: 422 });
    await repos.deleteDeployKey({ ...at, key_id: data.id });
  });

  it.each([["no key at all"], [""]])("refuses %j", async (text) => {
    const making = client(handle.sandbox).repos.createDeployKey({ ...at, key: text });
    await expect(making).rejects.toMatchObject({ status: 422 });
  });

  it("are for administrators", async () => {
    const { repos } = client(handle.sandbox, "bruno-costa");
    await expect(repos.createDeployKey({ ...at, key })).rejects.toMatchObject({ status: 403 });
  });
});

describe("webhooks", () => {
  it("of a repository are made, changed, listed and removed, and never show their secret", async () => {
    const { repos } = client(handle.sandbox);
    const { data: made } = await repos.createWebhook({ ...at, config, events: ["push", "release"] });
    expect(made).toMatchObject({ type: "Repository", name: "web", active: true, events: ["push", "release"] });
    expect(made.config).toEqual({ ...config, insecure_ssl: "0", secret: "********" });
    const { data: changed } = await repos.updateWebhook({ ...at, hook_id: made.id, active: false, events: ["push"] });
    expect(changed).toMatchObject({ id: made.id, active: false, events: ["push"], config: made.config });
    expect((await repos.getWebhook({ ...at, hook_id: made.id })).data).toEqual(changed);
    const { data: listed } = await repos.listWebhooks(at);
    expect(listed).toEqual([changed]);
    expect(JSON.stringify([made, changed, listed])).not.toContain(config.secret);
    await expect(repos.createWebhook({ ...at, config, events: ["push"] })).rejects.toMatchObject({ status: 422 });
    await repos.deleteWebhook({ ...at, hook_id: made.id });
    expect((await repos.listWebhooks(at)).data).toEqual([]);
  });

  it("of the organisation likewise", async () => {
    const { orgs } = client(handle.sandbox);
    const { data: made } = await orgs.createWebhook({ org, name: "web", config });
    expect(made).toMatchObject({ name: "web", active: true, events: ["push"], config: { secret: "********" } });
    const { data: changed } = await orgs.updateWebhook({ org, hook_id: made.id, active: false });
    expect((await orgs.listWebhooks({ org })).data).toEqual([changed]);
    expect((await orgs.getWebhook({ org, hook_id: made.id })).data.active).toBe(false);
    await orgs.deleteWebhook({ org, hook_id: made.id });
    await expect(orgs.getWebhook({ org, hook_id: made.id })).rejects.toMatchObject({ status: 404 });
  });

  it("want an address", async () => {
    const { repos } = client(handle.sandbox);
    const making = repos.createWebhook({ ...at, config: { url: "no address" } });
    await expect(making).rejects.toMatchObject({ status: 422 });
  });

  it("are for administrators", async () => {
    const { repos } = client(handle.sandbox, "bruno-costa");
    await expect(repos.createWebhook({ ...at, config })).rejects.toMatchObject({ status: 403 });
  });
});

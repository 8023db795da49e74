/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call --
   bodies of the official client are any: the contract check and the expectations judge them */
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";
import { planned, target } from "./plan.ts";

const handle = withSandbox();
const emailOf = (name: string): string => `${name}@motion-mavericks.example`;

async function makeUser(client: Client, name: string): Promise<{ id: string }> {
  return client.make("/users", "user", { type: "user", name, email: emailOf(name.toLowerCase()) });
}

describe("the directory of the captured plan", () => {
  it("is made whole: users, ways to reach them, rules, teams and members", async () => {
    const client = new Client(handle.sandbox);
    const ids = new Map<string, string>();
    const idOf = (reference: string): string => ids.get(target(reference)) ?? "";
    for (const { name, inputs } of planned("shared", "User")) {
      const { jobTitle: job_title, timeZone: time_zone, description, role } = inputs;
      const fields = { name: inputs.name, email: emailOf(name), job_title, time_zone, description, role };
      const made = await client.make("/users", "user", { type: "user", ...fields });
      expect(await client.change(`/users/${made.id}`, "user", { type: "user", ...fields })).toMatchObject(fields);
      expect((await client.call("get", `/users/${made.id}/license`)).data.license.id).toBe("PLBUSINESS");
      ids.set(name, made.id);
    }
    for (const { name, inputs } of planned("shared", "UserContactMethod")) {
      const isEmail = inputs.type === "email_contact_method";
      const address = isEmail ? emailOf(name) : "15112345678";
      const fields = { type: inputs.type, label: inputs.label, address, country_code: inputs.countryCode };
      const path = `/users/${idOf(inputs.userId)}/contact_methods`;
      const made = await client.make(path, "contact_method", fields);
      const read = await client.read(`${path}/${made.id}`, "contact_method");
      expect(read).toMatchObject({ type: inputs.type, label: inputs.label, address });
      expect(read.country_code).toBe(isEmail ? undefined : inputs.countryCode);
      ids.set(name, made.id);
    }
    for (const { inputs } of planned("shared", "UserNotificationRule")) {
      const { id, type } = inputs.contactMethod;
      const { startDelayInMinutes: start_delay_in_minutes, urgency } = inputs;
      const path = `/users/${idOf(inputs.userId)}/notification_rules`;
      const fields = { start_delay_in_minutes, urgency, contact_method: { id: idOf(id), type } };
      const made = await client.make(path, "notification_rule", { type: "assignment_notification_rule", ...fields });
      const contact_method = { id: idOf(id), type: `${String(type)}_reference` };
      expect(await client.read(`${path}/${made.id}`, "notification_rule")).toMatchObject({ ...fields, contact_method });
    }
    for (const { name, inputs } of planned("shared", "Team")) {
      ids.set(name, (await client.make("/teams", "team", { type: "team", ...inputs })).id);
    }
    for (const { inputs } of planned("shared", "TeamMembership")) {
      const [team, user] = [idOf(inputs.teamId), idOf(inputs.userId)];
      expect((await client.call("put", `/teams/${team}/users/${user}`, { role: inputs.role })).status).toBe(204);
      const { members } = (await client.call("get", `/teams/${team}/members?limit=100`)).data;
      expect(members).toContainEqual(
        expect.objectContaining({
          user: expect.objectContaining({ id: user, type: "user_reference" }),
          role: inputs.role,
        }),
      );
      expect((await client.read(`/users/${user}`, "user")).teams).toContainEqual(expect.objectContaining({ id: team }));
    }
  });
});

describe("a user", () => {
  it("comes with an e-mail way and a rule for each urgency, changes, is found and goes with all that is its", async () => {
    const client = new Client(handle.sandbox);
    const made = await client.make("/users", "user", { type: "user", name: " Nora ", email: "Nora@x.example" });
    expect(made).toMatchObject({ name: "Nora", summary: "Nora", role: "user", time_zone: "Etc/UTC", type: "user" });
    const path = `/users/${String(made.id)}`;
    const methods = (await client.call("get", `${path}/contact_methods`)).data.contact_methods;
    expect(methods).toMatchObject([{ type: "email_contact_method", label: "Default", address: "Nora@x.example" }]);
    const rules = (await client.call("get", `${path}/notification_rules`)).data.notification_rules;
    expect(rules.map((each: { urgency: string }) => each.urgency)).toEqual(["high", "low"]);
    const low = (await client.call("get", `${path}/notification_rules?urgency=low`)).data.notification_rules;
    expect(low).toHaveLength(1);
    const fields = { name: "Nora F", email: "n@x.example", role: "observer", job_title: "Lead", color: "red" };
    expect(
      await client.change(path, "user", { ...fields, time_zone: "Europe/Berlin", description: "d" }),
    ).toMatchObject({
      ...fields,
      time_zone: "Europe/Berlin",
      description: "d",
    });
    expect((await client.call("get", "/users?query=nora")).data.users).toMatchObject([{ id: made.id }]);
    expect((await client.call("delete", path)).status).toBe(204);
    for (const gone of [path, `${path}/contact_methods/${String(methods[0].id)}`, `${path}/license`])
      expect((await client.call("get", gone)).status).toBe(404);
  });

  it("changes its rules and ways", async () => {
    const client = new Client(handle.sandbox);
    const { id } = await makeUser(client, "Otto");
    const at = `/users/${id}/contact_methods`;
    const sms = await client.make(at, "contact_method", { type: "sms_contact_method", address: "15110", label: "A" });
    expect(sms).toMatchObject({ country_code: 1, blacklisted: false });
    const changes = { type: "sms_contact_method", address: "15111", label: "B", country_code: 49 };
    expect(await client.change(`${at}/${String(sms.id)}`, "contact_method", changes)).toMatchObject(changes);
    const contact_method = { id: sms.id, type: "sms_contact_method" };
    const rules = `/users/${id}/notification_rules`;
    const fields = { start_delay_in_minutes: 5, urgency: "high", contact_method };
    const rule = await client.make(rules, "notification_rule", fields);
    const next = { start_delay_in_minutes: 9, urgency: "low", contact_method };
    expect(await client.change(`${rules}/${String(rule.id)}`, "notification_rule", next)).toMatchObject({
      start_delay_in_minutes: 9,
      urgency: "low",
    });
    expect((await client.call("delete", `${at}/${String(sms.id)}`)).status).toBe(204);
    expect((await client.call("get", `${rules}/${String(rule.id)}`)).status).toBe(404);
  });

  it.each([
    ["/users", { user: { name: "A", email: "account@motion-mavericks.example" } }, "Email has already been taken"],
    ["/users", { user: { email: "b@x.example" } }, "Name can't be blank"],
    ["/users", { user: { name: "B", email: "b@x.example", role: "king" } }, /^Role is invalid/],
    ["/users", { name: "B" }, "User can't be blank"],
    ["@/contact_methods", { contact_method: { type: "fax", address: "1" } }, /^Type is invalid/],
    ["@/contact_methods", { contact_method: { type: "email_contact_method", address: "1" } }, "Address is invalid"],
    [
      "@/contact_methods",
      { contact_method: { type: "email_contact_method", address: "account@motion-mavericks.example" } },
      "User Contact method must be unique",
    ],
    [
      "@/notification_rules",
      {
        notification_rule: {
          start_delay_in_minutes: 0,
          urgency: "high",
          contact_method: { id: "P", type: "sms_contact_method" },
        },
      },
      "Contact method not found",
    ],
    [
      "@/notification_rules",
      { notification_rule: { start_delay_in_minutes: -1, urgency: "high", contact_method: { id: "P", type: "x" } } },
      /^Start delay in minutes is invalid/,
    ],
  ])("refuses at %s %j", async (path, body, message) => {
    const client = new Client(handle.sandbox);
    const [owner] = (await client.call("get", "/users?query=account@")).data.users;
    const reply = await client.call("post", path.replace("@", `/users/${String(owner.id)}`), body);
    expect([reply.status, reply.data.error.code, reply.data.error.message]).toEqual([
      400,
      2001,
      "Invalid Input Provided",
    ]);
    expect(reply.data.error.errors).toEqual([expect.stringMatching(message)]);
  });

  it("is itself by its own token, and account keys are nobody", async () => {
    const ada = new Client(handle.sandbox, "ada-brandt");
    expect((await ada.call("get", "/users/me")).status).toBe(404);
    const email = "ada@motion-mavericks.example";
    const made = await new Client(handle.sandbox).make("/users", "user", { name: "Ada", email });
    expect((await ada.call("get", "/users/me")).data.user.id).toBe(made.id);
  });

  it("is not made by a token that only reads, nor in the name of nobody", async () => {
    const body = { user: { name: "C", email: "c@x.example" } };
    expect((await new Client(handle.sandbox, "drift").call("post", "/users", body)).status).toBe(403);
    const stranger = await new Client(handle.sandbox).call("post", "/users", body, { from: "nobody@x.example" });
    expect(stranger).toEqual({ status: 400, data: { error: { message: "Requester User Not Found", code: 1008 } } });
  });
});

describe("a team", () => {
  it("has a parent, members with roles, and cannot go while it is a parent", async () => {
    const client = new Client(handle.sandbox);
    const above = await client.make("/teams", "team", { name: "Above" });
    const below = await client.make("/teams", "team", {
      name: "Below",
      parent: { id: above.id, type: "team_reference" },
    });
    expect(below.parent).toMatchObject({ id: above.id, type: "team_reference", summary: "Above" });
    expect((await client.call("delete", `/teams/${String(above.id)}`)).status).toBe(400);
    const changes = { name: "Lower", description: "d", default_role: "none", parent: {} };
    expect(await client.change(`/teams/${String(below.id)}`, "team", changes)).toMatchObject({
      ...changes,
      parent: null,
    });
    const { id } = await makeUser(client, "Paul");
    const at = `/teams/${String(below.id)}`;
    for (const role of ["observer", "manager"]) {
      await client.call("put", `${at}/users/${id}`, { role });
      expect((await client.call("get", `${at}/members`)).data.members).toMatchObject([{ user: { id }, role }]);
    }
    expect((await client.call("get", `/users?team_ids[]=${String(below.id)}`)).data.users).toMatchObject([{ id }]);
    expect((await client.call("put", `${at}/users/PNOBODY`, { role: "manager" })).status).toBe(400);
    expect((await client.call("put", `${at}/users/${id}`, { role: "boss" })).status).toBe(400);
    expect((await client.call("delete", `${at}/users/${id}`)).status).toBe(204);
    expect((await client.call("delete", `${at}/users/${id}`)).status).toBe(404);
    expect((await client.call("delete", at)).status).toBe(204);
  });
});

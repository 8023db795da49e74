import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { types } from "../lives/pagerduty-types.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();

let engine: PracticeEngine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "pagerduty");
  const made = async (key: string, type: string, inputs: object): Promise<void> => {
    ids[key] = await engine.made(type, key, inputs);
  };
  await made("person", types.user, { name: "Nora Falk", email: "nora@x.example" });
  await made("team", types.team, { name: "Platform" });
  const phone = { type: "phone_contact_method", address: "15112345678", countryCode: 49, label: "Work" };
  await made("phone", types.method, { userId: ids["person"], ...phone });
  await made("sms", types.method, { userId: ids["person"], ...phone, type: "sms_contact_method" });
});

describe("people and teams", () => {
  it("takes over a person whom PagerDuty has already", async () => {
    const inputs = { name: " Leo Martins ", email: "Leo@x.example", role: "user" };
    await engine.up(types.user, "leo", inputs);
    expect(await engine.refresh("leo")).toEqual([]);
    await engine.up(types.user, "leo-again", inputs);
    expect(engine.recorded("leo-again").id).toBe(engine.recorded("leo").id);
    await engine.down("leo");
    expect(await engine.refresh("leo-again")).toBe("gone");
  });

  it("refuses the address and the rules that PagerDuty gave a person, as the provider does", async () => {
    const userId = ids["person"];
    const type = "email_contact_method";
    const login = engine.up(types.method, "login", { userId, type, address: "nora@x.example", label: "Work" });
    await expect(login).rejects.toThrow("User Contact method must be unique");
    const { id } = await engine.provider.invoke("getUserContactMethod", { userId, label: "Default", type });
    const rule = { userId, startDelayInMinutes: 0, contactMethod: { id, type } };
    for (const urgency of ["high", "low"]) {
      const again = engine.up(types.rule, `at once, ${urgency}`, { ...rule, urgency });
      await expect(again).rejects.toThrow("Channel Start delay must be unique for a given contact method");
    }
    expect(await engine.up(types.rule, "later", { ...rule, urgency: "high", startDelayInMinutes: 5 })).toBe("create");
    expect(await engine.refresh("later")).toEqual([]);
    await engine.down("later");
  });

  it("finds the contact method that PagerDuty gave a person, by label and kind", async () => {
    const wanted = { userId: ids["person"], label: "Default", type: "email_contact_method" };
    const found = await engine.provider.invoke("getUserContactMethod", wanted);
    expect(found).toMatchObject({ ...wanted, address: "nora@x.example", sendShortEmail: false });
    const none = engine.provider.invoke("getUserContactMethod", { ...wanted, label: "default" });
    await expect(none).rejects.toThrow('no email_contact_method with the label "default"');
  });

  it("does not take over a person with another name", async () => {
    const other = { name: "Somebody Else", email: "nora@x.example" };
    await expect(engine.up(types.user, "else", other)).rejects.toThrow("Email has already been taken");
  });

  it("removes what stands in the way of a changed contact method, as the provider does", async () => {
    const { userId, ...rest } = engine.recorded("phone").inputs;
    const other = { ...rest, address: "15100000001" };
    await engine.up(types.method, "first", { userId, ...other });
    await engine.up(types.method, "second", { userId, ...rest, address: "15100000002" });
    expect(await engine.up(types.method, "second", { userId, ...other })).toBe("update");
    expect(await engine.refresh("second")).toEqual([]);
    expect(await engine.refresh("first")).toBe("gone");
    await engine.down("second");
  });

  it("does not move a contact method to another person or make it another kind", async () => {
    const { inputs } = engine.recorded("phone");
    await engine.up(types.user, "other", { name: "Other", email: "other@x.example" });
    const userId = engine.recorded("other").id;
    await expect(engine.up(types.method, "phone", { ...inputs, userId })).rejects.toThrow("HTTP 404");
    const type = "whatsapp_contact_method";
    await expect(engine.up(types.method, "phone", { ...inputs, type })).rejects.toThrow("HTTP 400");
    await engine.down("other");
  });

  it("finds drift and what is gone", async () => {
    await engine.up(types.membership, "drifting", { teamId: ids["team"], userId: ids["person"], role: "responder" });
    const twin = new PracticeEngine(handle.sandbox, "pagerduty");
    await twin.up(types.membership, "twin", { teamId: ids["team"], userId: ids["person"], role: "observer" });
    expect(await engine.refresh("drifting")).toEqual(["role"]);
    await twin.down("twin");
    expect(await engine.refresh("drifting")).toBe("gone");
  });
});

const refusals: readonly [string, string, object, readonly string[]][] = [
  ["a role that is none", types.user, { name: "x", email: "x@x.example", role: "boss" }, ["role"]],
  ["a user without address", types.user, { name: "x" }, ["email"]],
  ["a place that is none", types.membership, { teamId: "T", userId: "U", role: "owner" }, ["role"]],
  ["a kind that is none", types.method, { userId: "U", type: "fax", address: "1", label: "x" }, ["type"]],
  ...["0151", "+49151", "1".repeat(41)].map((address): [string, string, object, readonly string[]] => [
    `the number ${address}`,
    types.method,
    { userId: "U", type: "phone_contact_method", address, countryCode: 49, label: "x" },
    ["address"],
  ]),
  [
    "a number in Mexico with its prefix",
    types.method,
    { userId: "U", type: "sms_contact_method", address: "15558889999", countryCode: 52, label: "x" },
    ["address"],
  ],
  [
    "a rule for no kind of method",
    types.rule,
    { userId: "U", urgency: "middle", startDelayInMinutes: -1, contactMethod: { type: "fax" } },
    ["startDelayInMinutes", "urgency", "contactMethod.id", "contactMethod.type"],
  ],
  ["a kind of business service", types.business, { name: "x", type: "service" }, ["type"]],
];

it.each(refusals)("refuses %s", (_what, type, inputs, properties) => {
  const { failures } = engine.check(type, "odd", { ...inputs });
  expect(failures.map(({ property }) => property)).toEqual(properties);
});

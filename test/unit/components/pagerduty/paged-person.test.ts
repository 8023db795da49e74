import { describe, expect, it } from "vitest";
import { resolvePagedPerson } from "../../../../components/pagerduty/paged-person-plan.ts";
import { PagedPerson } from "../../../../components/pagerduty/paged-person.ts";
import { capture } from "../../../helpers/capture.ts";
import { personal, problemsOf, referenceModel, types } from "./fixture.ts";

function args() {
  const { organization, onCall } = referenceModel();
  const person = organization.people["bruno-costa"];
  if (!person) throw new Error("the reference model has bruno-costa");
  return { personId: "bruno-costa", person, notifications: onCall.notifications, personal };
}

describe("PagedPerson", () => {
  it("makes the user with the person's role, title and zone", async () => {
    const made = await capture(() => new PagedPerson("bruno", args()));
    expect(made.one(types.user)).toMatchObject({
      name: "bruno-user",
      options: { version: "4.34.0", additionalSecretOutputs: ["email"] },
      inputs: {
        name: "Bruno Costa",
        email: "[secret]",
        role: "user",
        jobTitle: "Reliability Partner",
        timeZone: "America/Sao_Paulo",
        description: "Person bruno-costa of the model (managed-by: launchgate)",
      },
    });
  });

  it("makes each contact method but the e-mail that PagerDuty makes, with a country code", async () => {
    const made = await capture(() => new PagedPerson("bruno", args()));
    const userId = "<pagerduty:User bruno-user: id>";
    const common = { userId, address: "[secret]", label: "Work", countryCode: 55 };
    expect(made.all(types.contactMethod).map(({ name, inputs }) => [name, inputs])).toEqual([
      ["bruno-phone", { ...common, type: "phone_contact_method" }],
      ["bruno-sms", { ...common, type: "sms_contact_method" }],
    ]);
    expect(made.all(types.contactMethod).map(({ options }) => options.additionalSecretOutputs)).toEqual([
      ["address"],
      ["address"],
    ]);
  });

  it("tells by id and type which method a rule uses, as the 4.x plugin wants it", async () => {
    const made = await capture(() => new PagedPerson("bruno", args()));
    expect(made.one(types.notificationRule, "bruno-notify-high-phone-after-3m").inputs).toEqual({
      userId: "<pagerduty:User bruno-user: id>",
      urgency: "high",
      startDelayInMinutes: 3,
      contactMethod: { id: "<pagerduty:UserContactMethod bruno-phone: id>", type: "phone_contact_method" },
    });
    expect(made.all(types.notificationRule).map(({ name }) => name)).toEqual([
      "bruno-notify-high-phone-after-3m",
      "bruno-notify-high-sms-after-0m",
    ]);
  });

  it("declares nothing that PagerDuty makes by itself, and says that the person is reached by it (O1)", async () => {
    const { person, ...rest } = args();
    const contact = { email: person.contact.email, countryCode: 55 };
    const made = await capture(() => new PagedPerson("bruno", { ...rest, person: { ...person, contact } }));
    expect(made.all(types.contactMethod)).toEqual([]);
    expect(made.all(types.notificationRule)).toEqual([]);
    expect(made.one("launchgate:pagerduty:PagedPerson").inputs).toEqual({
      personId: "bruno-costa",
      kinds: ["email"],
      vendorMade: ["high-email-after-0m", "low-email-after-0m"],
    });
  });

  it("tells by the e-mail method that PagerDuty made after a delay", async () => {
    const low = [{ method: "email" as const, after: "10 minutes" as const }];
    const { notifications, ...rest } = args();
    const made = await capture(() => new PagedPerson("bruno", { ...rest, notifications: { ...notifications, low } }));
    expect(made.one(types.notificationRule, "bruno-notify-low-email-after-10m")).toMatchObject({
      dependencies: [made.one(types.user).urn],
      inputs: {
        userId: "<pagerduty:User bruno-user: id>",
        urgency: "low",
        startDelayInMinutes: 10,
        contactMethod: {
          id: "<email_contact_method Default of pagerduty:User bruno-user: id>",
          type: "email_contact_method",
        },
      },
    });
    expect(made.one("launchgate:pagerduty:PagedPerson").inputs["vendorMade"]).toEqual(["high-email-after-0m"]);
  });

  it("reads each address from its own secret", async () => {
    const read: string[] = [];
    const noted = (key: string) => {
      read.push(key);
      return personal(key);
    };
    await capture(() => new PagedPerson("bruno", { ...args(), personal: noted }));
    expect(read.sort()).toEqual(["person-bruno-costa-email", "person-bruno-costa-phone", "person-bruno-costa-phone"]);
  });

  it("leaves out a zone that PagerDuty does not know", async () => {
    const { person, ...rest } = args();
    const abroad = { ...person, timeZone: "Australia/Lord_Howe" };
    const made = await capture(() => new PagedPerson("bruno", { ...rest, person: abroad }));
    expect(Object.keys(made.one(types.user).inputs)).not.toContain("timeZone");
  });

  it("throws every problem before anything is registered", async () => {
    const { notifications, ...rest } = args();
    const wrong = { ...notifications, high: [{ method: "sms" as const, after: "30 seconds" as const }] };
    expect(problemsOf(resolvePagedPerson({ ...rest, notifications: wrong }))).toEqual([
      { code: "pagerduty.notification-delay", path: "onCall.notifications.high[0].after" },
    ]);
    await expect(capture(() => new PagedPerson("bruno", { ...rest, notifications: wrong }))).rejects.toMatchObject({
      code: "model.invalid",
    });
  });
});

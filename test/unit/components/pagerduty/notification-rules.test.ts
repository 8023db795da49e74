import type { OnCall, Person } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import {
  contactMethods,
  isMethodVendorMade,
  isRuleVendorMade,
  notificationProblems,
  notificationRules,
  reachabilityProblems,
} from "../../../../components/pagerduty/notification-rules.ts";

type Notifications = OnCall["notifications"];

const contact = (more: object = {}): Pick<Person, "contact"> => ({
  contact: { email: { secret: "mail" }, countryCode: 49, ...more },
});
const everything = contact({ phone: { secret: "voice" }, sms: { secret: "text" } });
const notifications: Notifications = {
  high: [
    { method: "sms", after: "0 minutes" },
    { method: "phone", after: "3 minutes" },
    { method: "email", after: "0 minutes" },
  ],
  low: [{ method: "email", after: "1 hour" }],
};

describe("contactMethods", () => {
  it("names the secret of each method, e-mail first", () => {
    expect(contactMethods(everything)).toEqual([
      { kind: "email", secretKey: "mail" },
      { kind: "phone", secretKey: "voice" },
      { kind: "sms", secretKey: "text" },
    ]);
  });

  it("leaves out what the person has not", () => {
    expect(contactMethods(contact())).toEqual([{ kind: "email", secretKey: "mail" }]);
  });
});

describe("notificationRules", () => {
  it("counts delays in minutes and keys each rule by urgency, method and delay", () => {
    expect(notificationRules(everything, notifications)).toEqual([
      { key: "high-sms-after-0m", urgency: "high", method: "sms", delayMinutes: 0 },
      { key: "high-phone-after-3m", urgency: "high", method: "phone", delayMinutes: 3 },
      { key: "high-email-after-0m", urgency: "high", method: "email", delayMinutes: 0 },
      { key: "low-email-after-60m", urgency: "low", method: "email", delayMinutes: 60 },
    ]);
  });

  it("gives a person only rules for methods they have", () => {
    const methods = notificationRules(contact({ phone: { secret: "voice" } }), notifications).map(({ key }) => key);
    expect(methods).toEqual(["high-phone-after-3m", "high-email-after-0m", "low-email-after-60m"]);
  });
});

describe("what PagerDuty makes by itself", () => {
  it("is the e-mail method, and telling by it at once for either urgency", () => {
    expect(contactMethods(everything).filter(isMethodVendorMade)).toEqual([{ kind: "email", secretKey: "mail" }]);
    const low: Notifications["low"] = [...notifications.low, { method: "email", after: "0 minutes" }];
    const made = notificationRules(everything, { ...notifications, low }).filter(isRuleVendorMade);
    expect(made.map(({ key }) => key)).toEqual(["high-email-after-0m", "low-email-after-0m"]);
  });
});

describe("problems", () => {
  it("has none for the reference rules", () => {
    expect(notificationProblems(notifications)).toEqual([]);
    expect(reachabilityProblems("ada", everything, notifications)).toEqual([]);
  });

  it("refuses a delay that is not whole minutes", () => {
    const high: Notifications["high"] = [{ method: "email", after: "90 seconds" }];
    expect(notificationProblems({ ...notifications, high })).toEqual([
      expect.objectContaining({
        code: "pagerduty.notification-delay",
        path: "onCall.notifications.high[0].after",
        value: "90 seconds",
      }),
    ]);
  });

  it("refuses the same method twice at the same delay, however it is written", () => {
    const low: Notifications["low"] = [
      { method: "email", after: "1 hour" },
      { method: "email", after: "60 minutes" },
      { method: "email", after: "61 minutes" },
    ];
    const found = notificationProblems({ ...notifications, low });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["pagerduty.duplicate-notification", "onCall.notifications.low[1]"],
    ]);
  });

  it("refuses a person whom no high-urgency rule reaches", () => {
    const high: Notifications["high"] = [{ method: "phone", after: "0 minutes" }];
    expect(reachabilityProblems("ada", contact(), { ...notifications, high })).toEqual([
      expect.objectContaining({
        code: "pagerduty.unreachable-person",
        path: "organization.people.ada.contact",
        value: ["email"],
        expected: "a method of onCall.notifications.high: phone",
      }),
    ]);
  });
});

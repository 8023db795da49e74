import type { Ids, Lives } from "./life.ts";
import { types } from "./pagerduty-types.ts";

/** People, teams and what belongs to them. */
export const directoryLives = (ids: Ids): Lives => ({
  user: {
    type: types.user,
    inputs: {
      name: "Ada Brandt",
      email: "ada@x.example",
      role: "user",
      jobTitle: "Technical Delivery Lead",
      timeZone: "Europe/Berlin",
      description: "Person ada-brandt of the model (managed-by: launchgate)",
      color: "purple",
      teams: [],
    },
    changes: {
      name: { to: "Ada Brandt-Diaz" },
      email: { to: "ada.brandt@x.example" },
      role: { to: "limited_user" },
      jobTitle: [{ to: "Lead" }, { to: undefined }],
      timeZone: { to: "America/Sao_Paulo" },
      description: [{ to: "Another one" }, { to: undefined }],
      color: { to: "red" },
      teams: { to: [ids["team"]] },
    },
  },
  team: {
    type: types.team,
    inputs: { name: "Product engineering", description: "Builds web and bridge-api." },
    changes: {
      name: { to: "Product" },
      description: [{ to: "Builds web." }, { to: undefined }],
      parent: { to: ids["team"] },
    },
  },
  membership: {
    type: types.membership,
    inputs: { teamId: ids["idle team"], userId: ids["nora"], role: "responder" },
    changes: { role: [{ to: "observer" }, { to: undefined }] },
    unchanged: { teamId: "replaces", userId: "replaces" },
  },
  "contact method": {
    type: types.method,
    inputs: {
      userId: ids["nora"],
      type: "phone_contact_method",
      address: "15187654321",
      countryCode: 49,
      label: "Work",
    },
    changes: { address: { to: "15187654322" }, countryCode: { to: 351 }, label: { to: "Home" } },
    unchanged: {
      userId: "the official provider changes it in place and the vendor refuses: tested below",
      type: "as userId",
      sendShortEmail: "of e-mail methods only: tested there",
    },
    importId: (state, id) => `${String(state["userId"])}:${id}`,
  },
  "contact method by e-mail": {
    type: types.method,
    inputs: { userId: ids["nora"], type: "email_contact_method", address: "n@x.example", label: "Work" },
    changes: { sendShortEmail: { to: true }, address: { to: "nf@x.example" }, label: { to: "Other" } },
    unchanged: { userId: "as above", type: "as above", countryCode: "of telephones only" },
    importId: (state, id) => `${String(state["userId"])}:${id}`,
  },
  "notification rule": {
    type: types.rule,
    inputs: {
      userId: ids["nora"],
      urgency: "high",
      startDelayInMinutes: 3,
      contactMethod: { id: ids["phone"], type: "phone_contact_method" },
    },
    changes: {
      urgency: { to: "low" },
      startDelayInMinutes: { to: 10 },
      contactMethod: { to: { id: ids["sms"], type: "sms_contact_method" } },
    },
    unchanged: { userId: "the official provider keeps to the person in the state" },
    importId: (state, id) => `${String(state["userId"])}:${id}`,
  },
  "business service": {
    type: types.business,
    inputs: {
      name: "Pilot application",
      description: "What pilot customers use.",
      pointOfContact: "Helena Ivo",
      team: ids["team"],
    },
    changes: {
      name: { to: "Pilot" },
      description: [{ to: "What they use." }, { to: undefined }],
      pointOfContact: [{ to: "Ines Jansen" }, { to: undefined }],
      team: { to: undefined },
    },
    unchanged: { type: "has one value" },
  },
});

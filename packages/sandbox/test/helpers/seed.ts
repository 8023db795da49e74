import type { Seed } from "../../src/index.ts";

/** A small organisation: an owner, a developer, and the two machine roles. */
export const seed: Seed = {
  organization: "motion-mavericks",
  title: "Motion Mavericks",
  domain: "motion-mavericks.example",
  people: [
    {
      id: "ada-brandt",
      name: "Ada Brandt",
      github: "ada-brandt-example",
      email: "ada@motion-mavericks.example",
      access: "admin",
    },
    { id: "bruno-costa", name: "Bruno Costa", github: "bruno-costa-example", email: "bruno@motion-mavericks.example" },
    { id: "clara-dias", name: "Clara Dias", github: "clara-dias-example", email: "clara@motion-mavericks.example" },
  ],
  machines: [
    { id: "pulumi", access: "admin" },
    { id: "drift", access: "read" },
  ],
  vendors: {
    github: { plan: "enterprise", compensations: [] },
    vercel: { plan: "pro", compensations: [] },
    neon: { plan: "scale", compensations: [] },
    pagerduty: { plan: "business", compensations: [] },
    datadog: { plan: "pro", compensations: [] },
  },
};

import { idsOf, type ModelInput } from "@launchgate/core";
import { people } from "./organization.ts";

const person = idsOf(people);

/** Risks somebody accepted, each with an end, and risks still open (R8). */
export const risks = {
  "database-integration-suite": {
    title: "Database integration suite skipped where no Postgres is provisioned",
    status: "accepted",
    impact: "medium",
    description: "The suite does not run on machines without Postgres.",
    mitigation: "Schema and migration checks at bootstrap plus the pre-release smoke suite.",
    followUp: "Enforce the job in phase 2.",
    owner: person["clara-dias"],
    expires: "2028-06-30",
  },
  "sli-benchmark-harness": {
    title: "SLI benchmark runs on an in-memory harness",
    status: "accepted",
    impact: "medium",
    description: "Figures of the harness may differ from the target environment.",
    mitigation: "Threshold guard plus a rerun in the target before each rollout.",
    followUp: "Environment-specific harness in phase 2.",
    owner: person["bruno-costa"],
    expires: "2028-06-30",
  },
  "manual-operator-controls": {
    title: "Operator controls are manual commands",
    status: "accepted",
    impact: "low",
    description: "Operators type commands; nothing guides them step by step.",
    mitigation: "Deterministic runbooks and an audit trail.",
    followUp: "Guided workflows in phase 2.",
    owner: person["ada-brandt"],
    expires: "2028-06-30",
  },
  "penetration-test": {
    title: "Penetration test outstanding",
    status: "open",
    impact: "high",
    description: "Penetration testing is flagged as an open compliance requirement.",
    mitigation: "Pilot scope only, code and dependency scanning required, deployment protection outside production.",
    followUp: "Commission the test before the rollout beyond the pilot.",
    owner: person["karin-lopes"],
    expires: "2028-06-30",
  },
} satisfies ModelInput["release"]["risks"];

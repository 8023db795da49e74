import { idsOf, type ModelInput } from "@launchgate/core";
import { roles } from "./organization.ts";

const role = idsOf(roles);

/** The go-live checklist with evidence (R4, R7). Items of a release type are named in `release.types`. */
export const checklist = {
  window: {
    title: "Launch window agreed and open",
    phase: "before",
    owner: role["project-manager"],
    evidence: "Freeze calendar verdict for the window.",
    requirements: ["R4", "L1"],
  },
  acceptance: {
    title: "Functional acceptance passed",
    phase: "before",
    owner: role["business-analyst"],
    evidence: "Acceptance criteria closed, changes merged.",
    requirements: ["R2", "R4"],
  },
  backup: {
    title: "Snapshot taken and restorable",
    phase: "before",
    owner: role["devops-engineer"],
    evidence: "Snapshot id and its last restore test.",
    requirements: ["R4", "B7"],
  },
  "preflight-qa": {
    title: "Pre-flight QA in staging",
    phase: "before",
    owner: role["qa-lead"],
    evidence: "Test report of the release digest.",
    requirements: ["R2", "R4"],
  },
  "security-review": {
    title: "Security checks passed",
    phase: "before",
    owner: role["reliability-partner"],
    evidence: "Code, dependency and secret scan of the release digest.",
    requirements: ["R4", "S1"],
  },
  "signals-verified": {
    title: "Alerting and operational signals verified",
    phase: "before",
    owner: role["reliability-partner"],
    evidence: "/health, /ready, /metrics and the SLO baseline.",
    requirements: ["R7", "O2"],
  },
  "runbooks-published": {
    title: "Runbooks published and drill-validated",
    phase: "before",
    owner: role["reliability-partner"],
    evidence: "Runbook links and the last drill report.",
    requirements: ["O3", "D3"],
  },
  "operator-controls": {
    title: "Pilot operator controls verified",
    phase: "before",
    owner: role["technical-delivery-lead"],
    evidence: "Run of the operator sheet.",
    requirements: ["R10"],
  },
  documentation: {
    title: "Documentation updated",
    phase: "before",
    owner: role["product-manager"],
    evidence: "Merged documentation changes, notes drafted.",
    requirements: ["R4", "R6"],
  },
  "staging-smoke": {
    title: "Staging deploy and smoke",
    phase: "before",
    owner: role["qa-lead"],
    evidence: "Smoke verdict of the release digest in staging.",
    requirements: ["R4", "P4"],
  },
  "sign-offs": {
    title: "Required sign-offs in",
    phase: "before",
    owner: role["project-manager"],
    evidence: "Signatures bound to the release digest.",
    requirements: ["R3", "R4"],
  },
  deploy: {
    title: "Production deploy",
    phase: "on-the-day",
    owner: role["devops-engineer"],
    evidence: "Approved deployment record.",
    requirements: ["P3", "R4"],
  },
  "post-deploy": {
    title: "Post-deploy checks",
    phase: "on-the-day",
    owner: role["qa-lead"],
    evidence: "Smoke verdict and ramp analysis in production.",
    requirements: ["P4", "R4", "T2"],
  },
  announce: {
    title: "Announced to stakeholders, support and customers",
    phase: "after",
    owner: role["customer-success-manager"],
    evidence: "Announcement links.",
    requirements: ["R4", "R6"],
  },
  "close-out": {
    title: "Post-launch review and closure",
    phase: "after",
    owner: role["project-manager"],
    evidence: "Review with actions, owners and dates.",
    requirements: ["O6", "O7"],
  },
} satisfies ModelInput["release"]["checklist"];

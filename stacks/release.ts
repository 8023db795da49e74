import { idsOf, type ModelInput } from "@launchgate/core";
import { checklist } from "./checklist.ts";
import { freeze } from "./freeze.ts";
import { roles } from "./organization.ts";
import { risks } from "./risks.ts";

const role = idsOf(roles);
const items = Object.keys(checklist);
const seven = [
  role["qa-lead"],
  role["devops-engineer"],
  role["business-analyst"],
  role["ux-designer"],
  role["customer-success-manager"],
  role["product-manager"],
  role["project-manager"],
];

/** How a release is made, judged and undone. */
export const release = {
  types: {
    patch: {
      title: "Patch",
      description: "Hotfix for a critical production issue, on the short path.",
      signOffs: [role["qa-lead"], role["devops-engineer"], role["product-manager"]],
      checklist: [
        "backup",
        "preflight-qa",
        "security-review",
        "staging-smoke",
        "sign-offs",
        "deploy",
        "post-deploy",
        "announce",
      ],
      stagingSoak: "15 minutes",
    },
    minor: {
      title: "Minor",
      description: "Increment.",
      signOffs: seven,
      checklist: items,
      stagingSoak: "4 hours",
    },
    major: {
      title: "Major",
      description: "Significant or breaking change.",
      signOffs: [...seven, role["legal-compliance"]],
      checklist: items,
      stagingSoak: "24 hours",
    },
  },
  ramp: [
    {
      percent: 0,
      observation: "10 minutes",
      abort: { errorRatePercent: 1, latencyP95Milliseconds: 1000, burnRate: 14.4 },
      minimumRequests: 0,
    },
    {
      percent: 10,
      observation: "15 minutes",
      abort: { errorRatePercent: 1, latencyP95Milliseconds: 1000, burnRate: 14.4 },
      minimumRequests: 100,
    },
    {
      percent: 50,
      observation: "30 minutes",
      abort: { errorRatePercent: 0.8, latencyP95Milliseconds: 900, burnRate: 6 },
      minimumRequests: 500,
    },
    {
      percent: 100,
      observation: "60 minutes",
      abort: { errorRatePercent: 0.8, latencyP95Milliseconds: 900, burnRate: 6 },
      minimumRequests: 1000,
    },
  ],
  watch: { duration: "24 hours", errorRatePercent: 0.8, latencyP95Milliseconds: 900, businessDropPercent: 20 },
  decisionOwners: [role["technical-delivery-lead"], role["reliability-partner"]],
  rollbackAuthority: role["reliability-partner"],
  freeze,
  scope: {
    statement: "Pilot environments only; no multi-team rollout yet.",
    stages: ["staging", "prod"],
    tenants: ["pilot"],
  },
  risks,
  rollback: {
    triggers: {
      "auth-failures": {
        title: "Sustained auth failures",
        source: "auth-failures",
        condition: "UNAUTHORIZED or FORBIDDEN above the service's threshold, caused by configuration drift.",
        sustained: "5 minutes",
        action: "automatic",
      },
      "slo-regression": {
        title: "SLO regression",
        source: "slo",
        condition: "Burn rate beyond the pilot threshold without immediate mitigation.",
        sustained: "5 minutes",
        action: "automatic",
      },
      orchestration: {
        title: "Orchestration failure",
        source: "orchestration",
        condition: "Orchestration failures that block the workflow.",
        sustained: "10 minutes",
        action: "authority",
      },
      "failed-deploy": {
        title: "Failed deploy",
        source: "deployment",
        condition: "The deployment did not become ready, or its smoke suite failed.",
        sustained: "0 minutes",
        action: "automatic",
      },
      manual: {
        title: "Manual",
        source: "manual",
        condition: "The rollback authority orders it.",
        sustained: "0 minutes",
        action: "authority",
      },
    },
    steps: [
      { title: "Freeze new writes from clients", acts: "freeze-writes" },
      { title: "Keep read-only diagnostics: health, readiness, inspect", acts: "keep-diagnostics" },
      { title: "Return traffic to the last known good release", acts: "return-traffic" },
      { title: "Return flags and kill switches", acts: "flip-flags" },
      { title: "Return the infrastructure", acts: "revert-infrastructure" },
      { title: "Restore data to the moment before the release", acts: "restore-data" },
      { title: "Run the full verification", acts: "verify" },
      { title: "Run the smoke workflow", acts: "smoke" },
      { title: "Re-enable writes", acts: "enable-writes" },
    ],
    rto: "30 minutes",
    rpo: "5 minutes",
  },
  checklist,
  handOffs: {
    "qa-to-devops": {
      from: role["qa-lead"],
      to: role["devops-engineer"],
      what: "Test results and known issues.",
      action: "Proceed or hold.",
      after: "staging-tests",
      within: "4 hours",
    },
    "devops-to-project": {
      from: role["devops-engineer"],
      to: role["project-manager"],
      what: "Status and health.",
      action: "Communicate.",
      after: "deployment",
      within: "30 minutes",
    },
    "project-to-customer-success": {
      from: role["project-manager"],
      to: role["customer-success-manager"],
      what: "Notes and known issues.",
      action: "Enable customers and support.",
      after: "deployment",
      // "At once", with the time it takes to acknowledge.
      within: "15 minutes",
    },
    "customer-success-to-product": {
      from: role["customer-success-manager"],
      to: role["product-manager"],
      what: "Feedback and adoption.",
      action: "Track and prioritise.",
      after: "announcement",
      notBefore: "24 hours",
      within: "48 hours",
    },
  },
  operatorCommands: {
    preflight: { title: "Preflight", command: "npx launchgate validate" },
    "full-gate": { title: "Full quality gate", command: "npm run check" },
    "sli-baseline": { title: "SLI baseline refresh", command: "launchgate baseline refresh", planned: true },
    inspect: { title: "Inspect a work item", command: "launchgate item inspect ID", planned: true },
    escalate: { title: "Escalate a work item", command: "launchgate item escalate ID", planned: true },
    "assign-owner": {
      title: "Assign the escalation owner",
      command: "launchgate item assign ID --owner PERSON",
      planned: true,
    },
    "reassign-owner": {
      title: "Reassign the escalation owner",
      command: "launchgate item reassign ID --owner PERSON",
      planned: true,
    },
    "get-owner": { title: "Get the escalation owner", command: "launchgate item owner ID", planned: true },
    unblock: { title: "Unblock a work item", command: "launchgate item unblock ID", planned: true },
    "override-close": {
      title: "Close by override",
      command: "launchgate item close ID --reason human_override:TEXT",
      planned: true,
      reasonRequired: true,
    },
  },
  notesUrl: "https://github.com/motion-mavericks/release-operations/releases",
  telemetry: {
    "deployment-success": {
      title: "Deployment success rate",
      unit: "percent",
      definition: "Deployments that passed their smoke suite, of all deployments.",
    },
    "deployment-failure": {
      title: "Deployment failure rate",
      unit: "percent",
      definition: "Deployments that failed or were rolled back, of all deployments.",
    },
    "deployment-frequency": {
      title: "Deployment frequency",
      unit: "per week",
      definition: "Deployments into production in a week.",
    },
    "lead-time": {
      title: "Lead time for changes",
      unit: "hours",
      definition: "From the commit to its deployment in production, median.",
    },
    "time-to-restore": {
      title: "Time to restore",
      unit: "minutes",
      definition: "From the failure of a deployment to its recovery, median.",
    },
    "change-failure-rate": {
      title: "Change failure rate",
      unit: "percent",
      definition: "Deployments into production that needed a rollback or hotfix, of all.",
    },
    "drill-recovery-time": {
      title: "Mean time to recover in drills",
      unit: "minutes",
      definition: "From the fault to the passed re-check, drills only.",
    },
    "acknowledgement-time": {
      title: "Alert acknowledgement time",
      unit: "minutes",
      definition: "From the page to its acknowledgement, median.",
    },
  },
  plannedWork: {
    "weekly-index-maintenance": {
      title: "Weekly index maintenance",
      services: ["bridge-api"],
      stages: ["prod"],
      timeZone: "Europe/Berlin",
      start: "2026-01-11T04:00",
      duration: "30 minutes",
      recurrence: "FREQ=WEEKLY;BYDAY=SU",
    },
  },
} satisfies ModelInput["release"];

import { idsOf, type ModelInput } from "@launchgate/core";
import { roles } from "./organization.ts";

const role = idsOf(roles);
const both = ["web", "bridge-api"];
const readable = "The smoke suites of both services pass, the error rate is below 1 %, no incident is open.";

/** The drill catalogue (D1, D2). */
export const drills = {
  timeToLive: "4 hours",
  catalogue: {
    "neon-outage": {
      title: "Neon outage",
      kind: "database-outage",
      services: both,
      hypothesis: readable,
      fault: "The compute of the database stops answering.",
      expectedReaction:
        "Readiness turns red, a page opens within 5 minutes, writes are frozen, data are restored to the last good moment.",
      rto: "30 minutes",
      rpo: "5 minutes",
      undo: "Start the compute and lift the write freeze.",
      recheck: "Smoke suites and row counts as before the fault.",
      owner: role["reliability-partner"],
      every: "90 days",
    },
    "mux-failure": {
      title: "Mux failure with fallback",
      kind: "video-failure",
      services: both,
      hypothesis: readable,
      fault: "Every call to the video provider fails.",
      expectedReaction:
        "The video-fallback switch is on within a minute, pages keep rendering, a low-urgency incident opens.",
      rto: "5 minutes",
      rpo: "0 minutes",
      undo: "Let calls through and switch the fallback off.",
      recheck: "Video plays from the provider again.",
      owner: role["reliability-partner"],
      every: "90 days",
    },
    "queue-backlog": {
      title: "Notification queue backlog",
      kind: "queue-backlog",
      services: ["bridge-api"],
      hypothesis: readable,
      fault: "The worker of the notification queue stops while messages arrive.",
      expectedReaction: "The backlog monitor warns, then pages; notifications wait in the outbox and none is lost.",
      rto: "20 minutes",
      rpo: "0 minutes",
      undo: "Start the worker and wait until the queue is empty.",
      recheck: "Every notification was delivered exactly once.",
      owner: role["devops-engineer"],
      every: "90 days",
    },
    "known-bad-version": {
      title: "Known-bad version to staging",
      kind: "known-bad-version",
      services: both,
      hypothesis: readable,
      fault: "A version that fails one request in five is deployed to staging (B6).",
      expectedReaction: "The ramp aborts in its first step, traffic returns, the release is marked as failed.",
      rto: "10 minutes",
      rpo: "0 minutes",
      undo: "Promote the last known good release.",
      recheck: "The version header shows the last known good release in every answer.",
      owner: role.implementer,
      every: "30 days",
    },
    "incident-tabletop": {
      title: "Incident tabletop",
      kind: "incident-tabletop",
      services: both,
      hypothesis: "Everybody named in the playbook knows their first three steps.",
      fault: "A written scenario is read out: sign-ins fail for every customer after a configuration change.",
      expectedReaction: "Notify, communicate, triage, decide on rollback, capture actions (B8).",
      rto: "60 minutes",
      rpo: "0 minutes",
      undo: "Close the exercise and say so to everybody who was told.",
      recheck: "No real incident, announcement or status entry was left open.",
      owner: role["technical-delivery-lead"],
      every: "90 days",
    },
    "escalation-test": {
      title: "Escalation test",
      kind: "escalation-test",
      services: both,
      hypothesis: "No incident is open and every rota has somebody on call.",
      fault: "A test page is opened and the first level stays silent.",
      expectedReaction: "Each level is reached at its minute; somebody acknowledges at the second level (D4).",
      rto: "30 minutes",
      rpo: "0 minutes",
      undo: "Resolve the test page.",
      recheck: "No incident of the test is open.",
      owner: role["reliability-partner"],
      every: "30 days",
    },
  },
} satisfies ModelInput["drills"];

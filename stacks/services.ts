import { idsOf, secret, type ModelInput } from "@launchgate/core";
import { organization, teams } from "./organization.ts";

type ServiceInput = ModelInput["services"][string];

const team = idsOf(teams);
const complianceClass = idsOf(organization.complianceClasses);

const requiredChecks = [
  { context: "build" },
  { context: "unit-tests" },
  { context: "integration-tests" },
  { context: "code-scan" },
  { context: "dependency-scan" },
  { context: "benchmarks" },
  { context: "secret-scan" },
];

const mux = {
  title: "Mux video",
  kind: "video",
  provider: "Mux",
  metric: "app.video.error_percent",
  warning: 2,
  critical: 10,
  fallback: "Serve the poster image and the progressive file from object storage.",
} as const;

/** What is released. */
export const services = {
  web: {
    title: "Web",
    description: "Public site and application.",
    owner: team.product,
    complianceClass: complianceClass.standard,
    repository: {
      name: "web",
      description: "Public site and application of Motion Mavericks",
      topics: ["motion-mavericks", "web"],
      requiredChecks: [...requiredChecks, { context: "end-to-end-tests" }],
      requiredDeployments: ["dev"],
    },
    vercel: {
      framework: "nextjs",
      host: "app",
      environment: {
        STAGE: { from: "stage-name" },
        DATABASE_URL: { from: "neon-pooled-connection-uri" },
        EDGE_CONFIG: { from: "edge-config-connection" },
        MUX_TOKEN: secret("mux-token"),
        NEXT_PUBLIC_API_BASE: { value: "/v1" },
        DEBUG: { value: "off" },
      },
      debugVariables: ["DEBUG"],
      killSwitches: {
        "write-freeze": { title: "Refuse new writes from clients", kind: "write-freeze" },
        "video-fallback": { title: "Serve the video fallback instead of Mux", kind: "feature" },
      },
    },
    neon: { region: "aws-eu-central-1", database: "web", role: "web_app" },
    pagerDuty: { escalation: "web", businessService: "pilot-app" },
    slos: {
      availability: { title: "Pages answer", indicator: "availability", target: 99.9 },
      latency: { title: "Pages answer within 800 ms", indicator: "latency", target: 99, thresholdMilliseconds: 800 },
    },
    signals: {
      errorRatePercent: 1,
      latencyP95Milliseconds: 800,
      saturationPercent: 80,
      trafficRequestsPerHour: 20,
      authFailurePercent: 5,
    },
    businessMetric: { title: "Sessions started", metric: "app.business.sessions_started", minimumPerHour: 5 },
    smoke: {
      steps: [
        { title: "The application is alive", path: "/health", expectBody: "ok" },
        { title: "Its database answers", path: "/ready", expectBody: "ready" },
        { title: "The home page renders", path: "/", expectBody: "Motion Mavericks", within: "3 seconds" },
        { title: "Metrics are served", path: "/metrics", expectBody: "http_requests_total" },
      ],
    },
    dependencies: { mux },
    qualityGates: { coveragePercent: 80, benchmarkRegressionPercent: 10, securityThreshold: "medium" },
  },
  "bridge-api": {
    title: "Bridge API",
    description: "Functions behind /v1: pilot workspaces, orders, video and notifications.",
    owner: team.platform,
    complianceClass: complianceClass.regulated,
    repository: {
      name: "bridge-api",
      description: "Bridge API of Motion Mavericks",
      topics: ["motion-mavericks", "api"],
      requiredChecks: [...requiredChecks, { context: "contract-tests" }],
      requiredDeployments: ["dev"],
    },
    vercel: {
      host: "api",
      staticEgress: ["203.0.113.10"],
      crons: true,
      environment: {
        STAGE: { from: "stage-name" },
        DATABASE_URL: { from: "neon-pooled-connection-uri" },
        DATABASE_URL_DIRECT: { from: "neon-connection-uri" },
        EDGE_CONFIG: { from: "edge-config-connection" },
        MUX_TOKEN: secret("mux-token"),
        QUEUE_URL: secret("queue-url"),
        PAGERDUTY_ROUTING_KEY: { from: "pagerduty-integration-key" },
        DEBUG: { value: "off" },
      },
      debugVariables: ["DEBUG"],
      killSwitches: {
        "write-freeze": { title: "Refuse new writes from clients", kind: "write-freeze" },
        "video-fallback": { title: "Serve the video fallback instead of Mux", kind: "feature" },
        notifications: { title: "Hold notifications in the queue", kind: "feature" },
      },
    },
    neon: { region: "aws-eu-central-1", database: "bridge", role: "bridge_app", readReplica: true },
    pagerDuty: { escalation: "bridge-api", businessService: "pilot-app" },
    slos: {
      availability: { title: "Calls succeed", indicator: "availability", target: 99.9 },
      latency: { title: "Calls answer within 500 ms", indicator: "latency", target: 99.5, thresholdMilliseconds: 500 },
    },
    signals: {
      errorRatePercent: 1,
      latencyP95Milliseconds: 500,
      saturationPercent: 80,
      trafficRequestsPerHour: 50,
      authFailurePercent: 5,
    },
    businessMetric: { title: "Orders accepted", metric: "app.business.orders_accepted", minimumPerHour: 1 },
    smoke: {
      steps: [
        { title: "The API is alive", path: "/health", expectBody: "ok" },
        { title: "Database and queue answer", path: "/ready", expectBody: "ready" },
        {
          title: "A smoke order is accepted",
          method: "POST",
          path: "/v1/smoke/orders",
          body: '{"source":"smoke"}',
          expectStatus: 201,
          extract: { name: "ORDER_ID", jsonPath: "$.id" },
        },
        { title: "The smoke order can be read", path: "/v1/smoke/orders/{{ ORDER_ID }}", expectBody: "smoke" },
        { title: "Metrics are served", path: "/metrics", expectBody: "http_requests_total" },
      ],
    },
    dependencies: {
      mux,
      "notification-queue": {
        title: "Notification queue",
        kind: "queue",
        provider: "Managed queue",
        metric: "app.queue.backlog",
        warning: 500,
        critical: 2000,
        fallback: "Notifications wait in the outbox table; nothing is lost.",
      },
    },
    qualityGates: { coveragePercent: 85, benchmarkRegressionPercent: 5, securityThreshold: "medium" },
  },
} satisfies Record<string, ServiceInput>;

/** What the rules find in the two programs of others, in the real engine and offline alike. */

/** What stops the GitHub organisation, as `rule resource`. */
export const githubStopped: readonly string[] = [
  "github-actions-forbid-approving billing-token",
  "github-actions-limit-allowed billing-actions",
  "github-actions-limit-token billing-token",
  "github-actions-require-sha-pins billing-actions",
  "github-branch-forbid-bypass billing-main",
  "github-branch-require-checks billing-main",
  "github-branch-require-checks storefront-main",
  "github-branch-require-code-owners billing-main",
  "github-branch-require-code-owners storefront-main",
  "github-branch-require-last-push-approval billing-main",
  "github-branch-require-last-push-approval storefront-main",
  "github-branch-require-pinned-checks billing-main",
  "github-branch-require-pinned-checks storefront-main",
  "github-branch-require-reviews billing-main",
  "github-branch-require-signatures billing-main",
  "github-branch-require-signatures storefront-main",
  "github-environment-forbid-admin-bypass billing-production",
  "github-environment-forbid-any-branch storefront-live-any",
  "github-environment-forbid-self-review billing-production",
  "github-environment-require-approvers billing-production",
  "github-environment-require-branch-policy billing-production",
  "github-organization-limit-members acme",
  "github-organization-limit-members acme",
  "github-variable-forbid-secrets billing-database",
];

/** What is only told of it. */
export const githubTold: readonly string[] = [
  "github-branch-require-code-scanning billing-main",
  "github-branch-require-code-scanning storefront-main",
  "github-environment-protect-production billing-production",
  "github-environment-protect-production storefront-live",
  "github-environment-require-wait billing-production",
  "github-repository-protect-deletion billing",
  "github-repository-protect-deletion storefront",
  "github-repository-require-dependency-scanning billing",
  "github-repository-require-dependency-scanning billing",
  "github-repository-require-dependency-scanning storefront",
  "github-repository-require-dependency-scanning storefront",
  "github-repository-require-secret-scanning billing",
  "github-repository-require-secret-scanning storefront",
];

/** What stops the Datadog estate. */
export const datadogStopped: readonly string[] = [
  "datadog-downtime-limit-duration deploy-noise",
  "datadog-downtime-limit-duration deploy-noise",
  "datadog-monitor-forbid-draft disk-space",
  "datadog-monitor-require-runbook queue-depth",
  "datadog-objective-limit-target checkout-availability",
  "datadog-variable-require-secure shop-password",
];

/** What is only told of it. */
export const datadogTold: readonly string[] = [
  "across-monitor-require-link checkout-latency",
  "across-resource-protect-data checkout-availability",
  "across-resource-protect-data checkout-speed",
  "across-resource-require-owner checkout-availability",
  "across-resource-require-owner checkout-latency",
  "across-resource-require-owner checkout-speed",
  "across-resource-require-owner disk-space",
  "across-resource-require-owner front-page",
  "across-resource-require-owner queue-depth",
  "datadog-monitor-require-missing-data queue-depth",
  "datadog-objective-require-burn-alert checkout-availability",
  "datadog-objective-require-burn-alert checkout-speed",
  "datadog-synthetics-require-locations front-page",
];

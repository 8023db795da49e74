/** Why no read tells an input. */
const secret = "a secret: the vendor never tells it again";
const creation = "used once, when the object is made";
const steering = "steers the provider; the vendor does not know it";
const sealed = "goes with a sealed secret, which the vendor never tells";

const datadogSteering = { forceDelete: steering, ignoreTagKeys: steering, validate: steering };

/**
 * Inputs that no vendor tells, by type, with the reason. An import cannot know them: where a program declares one, the first `up` after
 * the import writes it once more. Whatever else a program declares as it is, an import leaves unchanged.
 */
export const untold: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret": {
    value: secret,
    plaintextValue: secret,
    valueEncrypted: sealed,
    encryptedValue: sealed,
    keyId: sealed,
  },
  "github:index/branchDefault:BranchDefault": { rename: steering, waitForRename: steering },
  "github:index/repository:Repository": {
    archiveOnDestroy: steering,
    autoInit: creation,
    gitignoreTemplate: creation,
    ignoreVulnerabilityAlertsDuringRead: steering,
    licenseTemplate: creation,
  },
  "github:index/team:Team": { createDefaultMaintainer: creation },
  "vercel:index/project:Project": {
    passwordProtection: `its password is ${secret}`,
    previewComments: "the old name of enablePreviewFeedback, by which alone it is read",
    publicSource: "kept by the provider: the vendor does not know it any more",
  },
  "vercel:index/projectDomain:ProjectDomain": { waitForReady: steering },
  "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable": {
    value: "told unless it is sensitive, as it is by default",
    valueWo: secret,
  },
  "pagerduty:index/schedule:Schedule": { overflow: "says how answers are rendered; no answer tells it" },
  "datadog:index/monitor:Monitor": datadogSteering,
  "datadog:index/serviceLevelObjective:ServiceLevelObjective": datadogSteering,
  "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable": {
    value: "told unless it is secure",
    valueWo: secret,
    valueWoVersion: steering,
  },
  "datadog:index/syntheticsTest:SyntheticsTest": { forceDeleteDependencies: steering },
  "datadog:pagerduty/integration:Integration": { apiToken: secret },
  "datadog:pagerduty/serviceObject:ServiceObject": { serviceKey: secret },
};

/** Names of the inputs of a type that no vendor tells. */
export function untoldInputs(type: string): readonly string[] {
  return Object.keys(untold[type] ?? {});
}

import type { Organization, Service, Stage } from "@launchgate/core";

/** Ends every description that Launchgate writes, so that people see what changes by a pull request only. */
export const managedBy = "managed-by: launchgate";

/** What one needs to describe a part of a service in a stage. */
export interface ServiceStage {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
}

/** Address of a service's runbook: `<runbookBase>/<service id>` (O2). */
export function runbookOf(organization: Organization, serviceId: string): string {
  return `${organization.runbookBase}/${serviceId}`;
}

/** Service, stage, owner and runbook in one line: every page carries it (O2). */
export function serviceStageText({ organization, serviceId, service, stageId }: ServiceStage): string {
  const runbook = runbookOf(organization, serviceId);
  return `service: ${serviceId}, stage: ${stageId}, owner: ${service.owner}, runbook: ${runbook}`;
}

/** Description of a thing of the account: its text, the team that owns it, who manages it. */
export function ownedText(text: string, team: string): string {
  return `${text} (owner: ${team}, ${managedBy})`;
}

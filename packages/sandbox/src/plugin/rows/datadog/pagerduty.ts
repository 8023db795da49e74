import { plainRow } from "../../plain-row.ts";
import { list } from "./forms.ts";

const base = "/api/v1/integration/pagerduty";

/** The link to a PagerDuty account. There is one; its deletion leaves it as it is. */
export const pagerDutyIntegration = plainRow({
  type: "datadog:pagerduty/integration:Integration",
  source: "facts/endpoints.md 2.5 (PUT and GET, deletes nothing); terraform-provider-datadog integration_pagerduty",
  createBy: `PUT ${base}`,
  readBy: `GET ${base}`,
  updateBy: `PUT ${base}`,
  id: "{subdomain}",
  settings: {
    subdomain: { minLength: 1 },
    apiToken: { secret: true, writeOnly: true },
    schedules: { absent: [] },
  },
  forms: { subdomain: { wire: "subdomain" }, apiToken: { writeOnly: true }, schedules: list },
});

/** A service of PagerDuty that monitors page by its name. The vendor never shows its key. */
export const pagerDutyServiceObject = plainRow({
  type: "datadog:pagerduty/serviceObject:ServiceObject",
  source: "terraform-provider-datadog integration_pagerduty_service_object; datadog-v1.json configuration/services",
  createBy: `POST ${base}/configuration/services`,
  readBy: `GET ${base}/configuration/services/{id}`,
  updateBy: `PUT ${base}/configuration/services/{id}`,
  removeBy: `DELETE ${base}/configuration/services/{id}`,
  id: "{serviceName}",
  naturalKey: ["serviceName"],
  settings: {
    serviceName: { change: "replace", minLength: 1 },
    serviceKey: { secret: true, writeOnly: true },
  },
  forms: { serviceKey: { writeOnly: true } },
});

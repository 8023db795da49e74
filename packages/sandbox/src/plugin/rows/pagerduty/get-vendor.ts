import { UsageError } from "@launchgate/provider-kit";
import type { PluginFunction } from "../../function.ts";
import { everyItem } from "./lists.ts";

/** A product that PagerDuty integrates with, by its name: the very name in any case, else a part of it as an expression. */
export const getVendor: PluginFunction = {
  name: "getVendor",
  source: "terraform-provider-pagerduty 3.32 data_source_pagerduty_vendor.go",
  arguments: { name: { type: { kind: "string" }, doc: "Name, or a part of it.", required: true } },
  async run({ name }, { http }) {
    const wanted = String(name);
    const vendors = (await everyItem(http, "/vendors", "vendors")) ?? [];
    const called = (test: (each: string) => boolean) => vendors.find((each) => test(String(each["name"])));
    const part = new RegExp(wanted, "i");
    const found = called((each) => each.toLowerCase() === wanted.toLowerCase()) ?? called((each) => part.test(each));
    if (found === undefined) throw new UsageError(`PagerDuty has no vendor with the name "${wanted}".`);
    return { id: found["id"], name: found["name"], type: found["generic_service_type"] ?? "" };
  },
};

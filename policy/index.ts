import { PolicyPack } from "@pulumi/policy";
import { PACK_NAME } from "./pack.ts";
import { sdkPolicies } from "./sdk/sdk-policies.ts";

/** The pack of a Launchgate program: a release plan is always demanded. The only place that constructs a PolicyPack, which starts its server. */
new PolicyPack(PACK_NAME, { enforcementLevel: "mandatory", policies: sdkPolicies({ plan: "always" }) });

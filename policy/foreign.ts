import { PolicyPack } from "@pulumi/policy";
import { PACK_NAME } from "./pack.ts";
import { sdkPolicies } from "./sdk/sdk-policies.ts";

/** The pack for programs that are not Launchgate's, as it is bundled: rules that read a release plan apply where there is one. */
new PolicyPack(PACK_NAME, { enforcementLevel: "mandatory", policies: sdkPolicies({ plan: "auto" }) });

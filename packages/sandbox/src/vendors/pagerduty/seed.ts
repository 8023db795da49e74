import { plant } from "../../resource-table/plant.ts";
import type { World } from "../../world/world.ts";
import { contactMethod } from "./tables/contact-method.ts";
import { user } from "./tables/user.ts";
import { plantVendors } from "./tables/vendor.ts";
import { newId } from "./wire.ts";

/** The account with its owner, who pays and is never on call; everybody else is declared. And the list of vendors. */
export function seed(world: World): void {
  const { domain, title } = world.seed;
  const email = `account@${domain}`;
  const about = { name: `${title} Account`, email, role: "owner", time_zone: "Etc/UTC", color: "purple" };
  const texts = { job_title: null, description: null };
  const owner = plant(world, user, null, { id: newId(world, "user"), ...about, ...texts });
  const method = { type: "email_contact_method", label: "Default", address: email, send_short_email: false };
  plant(world, contactMethod, owner, { id: newId(world, "contact-method"), ...method });
  plantVendors(world);
}

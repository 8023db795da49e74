import { missing, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { askGuards, locate } from "../../../resource-table/locate.ts";
import { besideOf } from "../beside.ts";
import { startOperation } from "../operation-log.ts";
import { branch } from "../tables/branch.ts";
import { project } from "../tables/project.ts";
import { newPassword, role } from "../tables/role.ts";

const one = "/projects/{project_id}/branches/{branch_id}/roles/{role_name}";

/** Passwords of roles: shown where the project stores them, and made anew. */
export const roleRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${one}/reveal_password`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/reveal_password`,
    run(call) {
      const { data } = locate(role, call);
      if (!locate(project, call).data.store_passwords) {
        throw refuseWith(412, { code: "", message: "passwords are not stored for this project" });
      }
      if (data.password === null) throw missing("password");
      return { status: 200, body: { password: data.password } };
    },
  },
  {
    method: "POST",
    template: `${one}/reset_password`,
    scope: "write",
    statuses: [200],
    source: `public-v2 specification ${one}/reset_password`,
    run(call) {
      const before = locate(role, call);
      askGuards(role, before, call, "update");
      if (before.data.no_login) throw refuseWith(422, { code: "", message: "role cannot log in" });
      const changed = amend(role, before, { password: newPassword() }, call);
      const owner = locate(branch, call);
      startOperation(call, owner.parent ?? "", "apply_config", { branch: owner.data.id });
      const view = viewOf(role)(changed, call);
      return { status: 200, body: { role: view, ...besideOf(view) } };
    },
  },
];

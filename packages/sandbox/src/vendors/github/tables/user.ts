import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { publicUser } from "../views/user-view.ts";
import type { UserData } from "../types.ts";

/** People, and the machine users that hold the roles' tokens. They come with the seed. */
export const user = resource<UserData>({
  vendor: "github",
  name: "user",
  title: "User",
  source: "github.json /users/{username}",
  identity: { username: "login", account_id: "id" },
  foldCase: true,
  operations: { read: ["GET /users/{username} -> 200", "GET /user/{account_id} -> 200 = /users/{username}"] },
  scopes: { read: null, write: null },
  input: z.object({}),
  view: publicUser,
});

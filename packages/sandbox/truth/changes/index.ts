import type { Kind } from "./change.ts";
import { environments } from "./environment.ts";
import { repositorySettings } from "./repository-settings.ts";
import { repository } from "./repository.ts";
import { ruleset } from "./ruleset.ts";
import { teams } from "./teams.ts";

/** Every kind of resource that the product declares at GitHub, but the organisation's settings, of which there is one only. */
export const kinds: readonly Kind[] = [repository, ...repositorySettings, ...environments, ...teams, ruleset];

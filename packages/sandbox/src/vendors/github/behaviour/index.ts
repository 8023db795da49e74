import type { Route } from "../../../http/router.ts";
import { artifactRoutes } from "../artifacts/artifact-routes.ts";
import { graphqlRoutes } from "../graphql/route.ts";
import { checkRoutes } from "../checks/check-routes.ts";
import { statusRoutes } from "../checks/status-routes.ts";
import { deploymentRoutes } from "../deployments/deployment-routes.ts";
import { commitRoutes } from "../git/commit-routes.ts";
import { contentsRoutes } from "../git/contents-routes.ts";
import { gitRoutes } from "../git/git-routes.ts";
import { refRoutes } from "../git/ref-routes.ts";
import { commentRoutes } from "../issues/comment-routes.ts";
import { issueRoutes } from "../issues/issue-routes.ts";
import { pullRoutes } from "../pulls/pull-routes.ts";
import { remarkRoutes } from "../pulls/remark-routes.ts";
import { reviewRoutes } from "../pulls/review-routes.ts";
import { customRuleRoutes } from "../workflows/custom-rules.ts";
import { workflowRoutes } from "../workflows/routes.ts";
import { releaseRoutes } from "../releases/release-routes.ts";
import { auditRoutes } from "./audit-log.ts";
import { branchRoutes } from "./branches.ts";
import { peopleRoutes } from "./people-routes.ts";
import { repositoryRoutes, teamRepositoryRoutes } from "./repository-routes.ts";
import { serviceRoutes } from "./service-routes.ts";

/** Routes of GitHub that are written by hand. */
export const routes: readonly Route[] = [
  ...peopleRoutes,
  ...repositoryRoutes,
  ...teamRepositoryRoutes,
  ...branchRoutes,
  ...gitRoutes,
  ...refRoutes,
  ...contentsRoutes,
  ...commitRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...remarkRoutes,
  ...checkRoutes,
  ...statusRoutes,
  ...deploymentRoutes,
  ...workflowRoutes,
  ...artifactRoutes,
  ...customRuleRoutes,
  ...releaseRoutes,
  ...auditRoutes,
  ...serviceRoutes,
  ...graphqlRoutes,
];

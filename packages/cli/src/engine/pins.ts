/**
 * Version of the engine that is downloaded or built. It equals the version of `@pulumi/pulumi` in package.json and of the Go module
 * in tools/engine/go.mod; a unit test keeps the three together. (P1)
 */
export const ENGINE_VERSION = "3.259.0";

/**
 * Versions that are accepted when an engine is found on the machine. The lower bound is the only version that every stack was run
 * with; an older engine lacks what the SDK of the same number asks for. The upper bound is the next major, which the SDK refuses. (P1)
 */
export const ENGINE_RANGE = ">=3.259.0 <4.0.0";

/** Oldest Go release, as [major, minor], that the pinned module compiles with: the `go` line of its go.mod. */
export const GO_MINIMUM: readonly [major: number, minor: number] = [1, 26];

/** Go module that holds the engine. Its version is pinned in tools/engine/go.mod. */
export const ENGINE_MODULE = "github.com/pulumi/pulumi/pkg/v3";

/** Go package of the `pulumi` command inside {@link ENGINE_MODULE}. */
export const ENGINE_PACKAGE = `${ENGINE_MODULE}/cmd/pulumi`;

/** Go variable that holds the version the engine reports. Left empty, the Automation API cannot parse it and refuses the engine. */
export const ENGINE_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Environment variable that names a folder whose `bin/pulumi` is to be used and no other. Default: not set. */
export const ENGINE_ROOT_VARIABLE = "LAUNCHGATE_PULUMI_ROOT";

/** Version of this package; a test keeps it equal to package.json. */
export const version = "0.1.0";

/** Package name within Pulumi: prefix of every type token and of the plugin's file name. */
export const packageName = "neon";

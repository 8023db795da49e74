import pulumi from "@pulumi/eslint-plugin";
import prettier from "eslint-config-prettier";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Import directions of the house (CONTRIBUTING.md): `folder` must not import from any of `from`. */
const forbidden = [
  {
    folder: "./packages/core",
    from: ["./stacks", "./components", "./infra", "./policy", "./packages/cli", "./packages/neon-pulumi"],
  },
  { folder: "./stacks", from: ["./components", "./infra", "./policy", "./packages/cli", "./packages/neon-pulumi"] },
  { folder: "./components", from: ["./stacks", "./infra", "./policy", "./packages/cli"] },
  { folder: "./infra", from: ["./policy", "./packages/cli"] },
  { folder: "./policy", from: ["./stacks", "./components", "./infra", "./packages/cli", "./packages/neon-pulumi"] },
  { folder: "./packages/cli", from: ["./stacks", "./components", "./infra", "./policy", "./packages/neon-pulumi"] },
  {
    folder: "./packages/sandbox/src",
    from: ["./stacks", "./components", "./infra", "./policy", "./packages/cli", "./packages/neon-pulumi"],
  },
  {
    folder: "./packages/neon-pulumi",
    from: ["./stacks", "./components", "./infra", "./policy", "./packages/cli", "./packages/core"],
  },
];
const product = ["./packages", "./stacks", "./components", "./infra", "./policy"];
const zones = [
  ...forbidden.map(({ folder, from }) => ({
    target: folder,
    from,
    message: "Against the import directions of the house.",
  })),
  { target: product, from: "./test", message: "Nothing imports test." },
];
const noPulumi = { group: ["@pulumi/*", "@pulumiverse/*", "neon-pulumi"], message: "Pure: no Pulumi here." };
const noInputOutput = { group: ["node:*", "!node:crypto"], message: "Pure: no input or output here." };
const noSandbox = { group: ["@launchgate/sandbox"], message: "The product does not know where it practises." };
const noCli = { group: ["@launchgate/cli"], message: "Against the import directions of the house." };

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "coverage/", ".launchgate/"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "packages/cli/bin/*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "import-x": importX, "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      // Numbers and booleans in messages are meant.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // Index signatures are read as ["key"] where `noPropertyAccessFromIndexSignature` style helps; both spellings are fine.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "import-x/no-default-export": "error",
      "import-x/no-restricted-paths": ["error", { zones }],
      "no-console": "error",
    },
  },
  {
    files: ["packages/core/src/**", "stacks/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [noPulumi, noInputOutput, noCli, noSandbox] }] },
  },
  {
    files: ["components/**", "policy/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [noInputOutput, noCli, noSandbox] }] },
  },
  {
    files: ["*.js", "*.config.ts", "packages/*/*.config.ts"],
    rules: { "import-x/no-default-export": "off" },
  },
  {
    ...tseslint.configs.disableTypeChecked,
    files: ["**/*.js"],
    rules: { ...tseslint.configs.disableTypeChecked.rules, "@pulumi/no-output-in-template-literal": "off" },
  },
  {
    // Tests look at whatever JSON comes back, and make resources for their effect.
    files: ["test/**", "packages/*/test/**"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);

// Command pulumi-resource-github is GitHub's own Terraform provider behind Pulumi's bridge: the resources that the npm package
// @pulumi/github drives. The truth check runs the sandbox against it. (P7)
//
//	pulumi-resource-github              serves the provider to the engine; reads schema.json beside the executable
//	pulumi-resource-github schema FILE  writes that file with the bridge's generator
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/integrations/terraform-provider-github/v6/github"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	tks "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfgen"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
)

// version is that of the npm package that asks for this plugin; the engine compares them.
const version = "6.15.0"

func main() {
	info := provider()
	if len(os.Args) == 3 && os.Args[1] == "schema" {
		exitOn(writeSchema(info, os.Args[2]))
		return
	}
	executable, err := os.Executable()
	exitOn(err)
	schema, err := os.ReadFile(filepath.Join(filepath.Dir(executable), "schema.json"))
	exitOn(err)
	tfbridge.Main("github", version, info, schema)
}

// provider tells the bridge how the resources of Terraform are called in Pulumi: all in the module "index".
func provider() tfbridge.ProviderInfo {
	info := tfbridge.ProviderInfo{
		P:       shimv2.NewProvider(github.NewProvider("v6.13.0", "none")()),
		Name:    "github",
		Version: version,
		Resources: map[string]*tfbridge.ResourceInfo{
			// The npm package kept the list that an earlier release had; upstream allows one item.
			"github_repository_environment": {
				Fields: map[string]*tfbridge.SchemaInfo{"reviewers": {MaxItemsOne: tfbridge.False()}},
			},
		},
	}
	info.MustComputeTokens(tks.SingleModule("github_", "index", tks.MakeStandard("github")))
	return info
}

// writeSchema writes what the bridge's generator makes of the resources, without documentation.
func writeSchema(info tfbridge.ProviderInfo, file string) error {
	sink := diag.DefaultSink(os.Stderr, os.Stderr, diag.FormatOptions{Color: colors.Never})
	result, err := tfgen.GenerateSchemaWithOptions(tfgen.GenerateSchemaOptions{
		ProviderInfo:    info,
		DiagnosticsSink: sink,
		XInMemoryDocs:   true,
	})
	if err != nil {
		return err
	}
	text, err := json.Marshal(result.PackageSpec)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

func exitOn(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

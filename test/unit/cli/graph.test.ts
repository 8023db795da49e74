import * as random from "@pulumi/random";
import { describe, expect, it } from "vitest";
import { Component } from "../../../components/component.ts";
import { mermaidGraph } from "../../../packages/cli/src/plan/graph.ts";
import { capture } from "../../helpers/capture.ts";

class Maker extends Component {
  readonly made: random.RandomString;
  constructor(name: string) {
    super("launchgate:test:Maker", name, {});
    this.made = new random.RandomString(this.child("text"), { length: 4 }, this.under());
    this.registerOutputs({});
  }
}

class User extends Component {
  constructor(name: string, maker: Maker) {
    super("launchgate:test:User", name, {});
    const keepers = { text: maker.made.result };
    new random.RandomString(this.child("text"), { length: 4, keepers }, this.under());
    this.registerOutputs({});
  }
}

describe("mermaidGraph", () => {
  it("shows components with their resources, and an arrow from what is needed to what waits", async () => {
    const { resources } = await capture(() => {
      new User("user", new Maker("maker"));
    });
    expect(mermaidGraph(resources)).toBe(
      ["flowchart LR", '  c0["maker<br/>Maker, 1 resource"]', '  c1["user<br/>User, 1 resource"]', "  c0 --> c1"].join(
        "\n",
      ),
    );
  });
});

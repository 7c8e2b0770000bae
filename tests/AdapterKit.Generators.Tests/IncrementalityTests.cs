using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AdapterKit.Generators.Tests;

public sealed class IncrementalityTests
{
    private const string Unrelated = "namespace Demo; internal static class Other { public static int Twice(int x) => 2 * x; }";

    private static readonly string[] Files =
        ["Squeeze.cs", "Gate.cs", "PostNormLayer.cs", "PreNormLayer.cs", "HandWrittenLayers.cs", "Tasks.cs", "Published.cs"];

    private static CSharpCompilation Everything =>
        GeneratorHarness.Compile("Generated", Files.Select(GeneratorHarness.Source).Append(Unrelated));

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var models = GeneratorHarness.Run(Everything).Models.ToArray();

        Assert.Equal(
            [
                "GateAdapter", "HandWrittenLayer", "IrregularLayer", "PlainTask", "PostNormLayer", "PreNormLayer",
                "PublishedConfig", "PublishedLayer", "PublishedLayer", "PublishedModel", "PublishedModel", "SqueezeAdapter", "TunedTask",
            ],
            models.Select(NameOf).Order(StringComparer.Ordinal));
        Assert.Empty(models.SelectMany(RoslynObjects.In));
    }

    [Fact]
    public void The_search_for_objects_of_the_compiler_finds_them_wherever_they_hide()
    {
        var compilation = Everything;
        var symbol = compilation.GetTypeByMetadataName("Demo.GateAdapter")!;

        Assert.Single(RoslynObjects.In(new Holder(symbol)));
        Assert.Single(RoslynObjects.In(new Holder(new[] { "text", (object)symbol.Locations[0] }.AsEnumerable())));
        Assert.NotEmpty(RoslynObjects.In(new Holder(new Dictionary<string, object> { ["tree"] = compilation.SyntaxTrees[0] })));
        Assert.Empty(RoslynObjects.In(new Holder(new[] { "text", (object)3 })));
    }

    [Theory]
    [InlineData("nothing", "2 * x", "2 * x")]
    [InlineData("a body elsewhere", "2 * x", "x + x")]
    [InlineData("a member elsewhere", "public static int Twice", "public static int Zero; public static int Twice")]
    [InlineData("a comment in a variant", "// A change of its own making", "// Another remark")]
    [InlineData("the body of a hand-written delta", "return mixed * _gate;", "return _gate * mixed;")]
    [InlineData("the body of a hand-written forward", "i < 2", "i < 3")]
    [InlineData("how a component is made", "new(width, 2 * width, Activation.Silu)", "new(width, 4 * width, Activation.Silu)")]
    public void An_edit_that_changes_no_declaration_generates_nothing_anew(string edit, string before, string after)
    {
        _ = edit;
        var reasons = AfterEdit(before, after, out var generated, out var regenerated);

        Assert.All(reasons, reason => Assert.True(
            reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.Equal(generated, regenerated);
    }

    [Theory]
    [InlineData("\"squeeze\"", "\"press\"", "Demo.SqueezeAdapter.g.cs")]
    [InlineData("Zeros] private Parameter _gate", "Ones] private Parameter _gate", "Demo.GateAdapter.g.cs")]
    [InlineData("public string Name", "public string Title", "Demo.GateAdapter.g.cs")]
    [InlineData(
        "NormPlacement.Pre)]\npublic sealed partial class PreNorm",
        "NormPlacement.Post)]\npublic sealed partial class PreNorm",
        "Demo.PreNormLayer.g.cs")]
    [InlineData("[Labels(\"no\", \"yes\")]", "[Labels(\"no\", \"maybe\", \"yes\")]", "Demo.PlainTask.g.cs")]
    public void An_edit_of_a_declaration_generates_its_file_anew_and_no_other(string before, string after, string file)
    {
        AfterEdit(before, after, out var generated, out var regenerated);

        Assert.Equal([file], regenerated.Where(source => !generated.Contains(source)).Select(source => source.HintName));
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        var forwards = GeneratorHarness.Run(Files.Select(GeneratorHarness.Source)).Sources;
        var backwards = GeneratorHarness.Run(Files.Reverse().Select(GeneratorHarness.Source)).Sources;

        Assert.Equal(forwards.ToHashSet(), backwards.ToHashSet());
    }

    private static string NameOf(object model)
    {
        var type = model.GetType().GetProperty("Type")!.GetValue(model)!;
        return (string)type.GetType().GetProperty("Name")!.GetValue(type)!;
    }

    /// <summary>Returns why each output of each generator ran after an edit.</summary>
    private static List<IncrementalStepRunReason> AfterEdit(
        string before, string after, out Testing.Snapshot[] generated, out Testing.Snapshot[] regenerated)
    {
        var compilation = Everything;
        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(before, StringComparison.Ordinal));
        var edited = tree.WithChangedText(SourceText.From(tree.ToString().Replace(before, after, StringComparison.Ordinal)));

        var driver = GeneratorHarness.Driver().RunGenerators(compilation);
        generated = [.. new GeneratorRun(compilation, driver.GetRunResult()).Sources];
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited));
        regenerated = [.. new GeneratorRun(compilation, driver.GetRunResult()).Sources];
        return [.. driver.GetRunResult().Results
            .SelectMany(result => result.TrackedOutputSteps.Values)
            .SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason)];
    }

    private sealed record Holder(object Content);
}

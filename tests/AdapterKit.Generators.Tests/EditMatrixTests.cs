using AdapterKit.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>What runs again after each edit, recorded in a snapshot.</summary>
public sealed class EditMatrixTests
{
    private const string Width =
        "namespace Demo; internal static class Start { public const double Width = 0.5; public static int Twice(int x) => 2 * x; }";

    private const string FirstPart =
        """
        namespace Demo;

        public abstract record WideOptions : VariantOptions { public int Rank { get; init; } = 2; }

        [AdapterVariant("split")]
        public sealed partial class SplitAdapter(AdapterShape shape, SplitOptions options) : ResidualAdapter
        {
            [Normal(Start.Width)] private readonly Linear mix = Linear(shape.Width, options.Rank);
        }
        """;

    private const string SecondPart =
        """
        namespace Demo;

        public sealed record SplitOptions : WideOptions;

        public sealed partial class SplitAdapter
        {
            [Zeros] private Parameter gate = new(ones(shape.Width));

            public override Tensor Delta(Tensor h) => mix.call(h) * gate;
        }
        """;

    private static readonly string[] Files = ["Squeeze.cs", "Gate.cs", "PostNormLayer.cs", "HandWrittenLayers.cs", "Tasks.cs"];

    private static readonly CSharpCompilation Everything = GeneratorHarness.Compile(
        "Generated", [Width, FirstPart, SecondPart, .. Files.Select(GeneratorHarness.Source)]);

    private static readonly (string Edit, Func<CSharpCompilation, CSharpCompilation> Apply)[] Edits =
    [
        ("nothing", compilation => compilation),
        ("a new file that declares nothing of ours", Add("namespace Other; internal static class More;")),
        ("a body elsewhere", Replace("2 * x", "x + x")),
        ("a comment in a variant", Replace("// A change of its own making", "// Another remark")),
        ("the body of a hand-written delta", Replace("return mixed * _gate;", "return _gate * mixed;")),
        ("the body of a hand-written forward", Replace("i < 2", "i < 3")),
        ("how a component is made", Replace("new(width, 2 * width, Activation.Gelu)", "new(width, 4 * width, Activation.Gelu)")),
        ("the name of a declared class", Replace("PostNormLayer", "LastNormLayer")),
        ("the name of a field", Replace("attentionNorm", "firstNorm", file: "class PostNormLayer")),
        ("the id of a variant", Replace("\"squeeze\"", "\"press\"")),
        ("an option", Replace("public string Name", "public string Title")),
        ("a constant in another file, which an attribute uses", Replace("Width = 0.5", "Width = 0.25")),
        ("an option of the options' base, in another file", Replace("public int Rank", "public bool Bias { get; init; } public int Rank")),
        ("a component in another part, in another file", Replace("[Zeros] private Parameter gate", "[Ones] private Parameter gate")),
        ("a point in a hand-written layer", Replace(
            "\"feed_forward\", Norm = nameof(outputNorm)", "\"mlp\", Norm = nameof(outputNorm)", file: "class HandWrittenLayer")),
        ("the labels of a task", Replace("[Labels(\"no\", \"yes\")]", "[Labels(\"no\", \"maybe\", \"yes\")]")),
        ("the id of a task", Replace("\"plain\"", "\"simple\"")),
        ("a directive in a body", Replace("return mixed * _gate;", "\n#nullable disable\nreturn mixed * _gate;")),
        ("a declared class gone", Replace("[AdapterVariant(\"gate\")]", "")),
    ];

    [Fact]
    public Task Each_edit_runs_again_what_depends_on_it_and_no_more() =>
        Snapshots.Verify(this, [new Snapshot("edits.txt", string.Join("\n\n", Edits.Select(edit => Describe(edit.Edit, edit.Apply))))]);

    [Fact]
    public void What_was_kept_after_an_edit_is_what_a_first_run_would_make()
    {
        foreach (var (edit, apply) in Edits)
        {
            var driver = GeneratorHarness.Driver().RunGenerators(Everything);

            var edited = apply(Everything);
            var kept = Sources(driver.RunGenerators(edited));

            // New syntax trees, so that no result can come from a cache.
            var unseen = edited.RemoveAllSyntaxTrees().AddSyntaxTrees(edited.SyntaxTrees.Select(file => Parse(file.ToString(), edited)));
            Assert.True(kept.SetEquals(Sources(GeneratorHarness.Driver().RunGenerators(unseen))), edit);
        }
    }

    private static string Describe(string edit, Func<CSharpCompilation, CSharpCompilation> apply)
    {
        var driver = GeneratorHarness.Driver().RunGenerators(Everything);
        var before = Sources(driver);
        driver = driver.RunGenerators(apply(Everything));
        var result = driver.GetRunResult();
        var models = result.Results
            .SelectMany(one => one.TrackedSteps)
            .Where(step => step.Key is VariantGenerator.ModelStep or LayerGenerator.ModelStep or TaskGenerator.ModelStep)
            .SelectMany(step => step.Value.SelectMany(run => run.Outputs).Select(output => $"{step.Key} {output.Reason}"));
        var emitters = result.Results
            .SelectMany(one => one.TrackedOutputSteps.SelectMany(step => step.Value))
            .SelectMany(run => run.Outputs)
            .Select(output => $"{output.Reason}");
        var after = Sources(driver);
        var written = after.Except(before).Select(file => file.HintName);
        var removed = before.Select(file => file.HintName).Except(after.Select(file => file.HintName)).Select(name => $"-{name}");
        return $"""
            {edit}
              models   {Changes(models)}
              outputs  {Changes(emitters)}
              files    {Listed(written.Concat(removed))}
            """;
    }

    private static string Changes(IEnumerable<string> reasons) => Listed(reasons
        .Where(reason => !reason.EndsWith(nameof(IncrementalStepRunReason.Cached), StringComparison.Ordinal)
            && !reason.EndsWith(nameof(IncrementalStepRunReason.Unchanged), StringComparison.Ordinal))
        .CountBy(reason => reason)
        .Select(reason => $"{reason.Key} ×{reason.Value}"));

    private static string Listed(IEnumerable<string> items) =>
        items.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? string.Join(", ", some) : "none";

    private static HashSet<Snapshot> Sources(GeneratorDriver driver) => [.. new GeneratorRun(Everything, driver.GetRunResult()).Sources];

    private static Func<CSharpCompilation, CSharpCompilation> Replace(string before, string after, string? file = null) => compilation =>
    {
        var tree = compilation.SyntaxTrees.First(tree => tree.ToString().Contains(file ?? before, StringComparison.Ordinal));
        var text = tree.ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, Parse(text.Replace(before, after, StringComparison.Ordinal), compilation));
    };

    private static Func<CSharpCompilation, CSharpCompilation> Add(string source) =>
        compilation => compilation.AddSyntaxTrees(Parse(source, compilation));

    private static SyntaxTree Parse(string source, CSharpCompilation compilation) =>
        CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
}

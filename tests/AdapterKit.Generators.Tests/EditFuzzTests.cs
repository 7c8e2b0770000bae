using AdapterKit.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>Random edits of a project whose declarations depend on other files in every way.</summary>
public sealed class EditFuzzTests
{
    private const int Length = 12;

    // Each file with the places that edits change, and what may stand there.
    private static readonly (string Text, string[][] Places)[] Files =
    [
        ("namespace Demo; internal static class Start { public const double Width = 0.5; public static int Twice(int x) => 2 * x; }",
            [["= 0.5", "= 0.25", "= -1"], ["2 * x", "x + x"], ["class Start", "class Begin"], ["const double", "const float"]]),
        ("namespace Demo; public abstract record WideOptions : RootOptions { public int Rank { get; init; } = 2; }",
            [["int Rank", "long Rank", "string Rank"], ["public int Rank", "private int Rank"], [": RootOptions", ": VariantOptions"]]),
        ("namespace Demo; public abstract record RootOptions : VariantOptions { public Level Level { get; init; } }",
            [["Level Level", "bool Level"], [": VariantOptions", ""], ["record RootOptions", "record BaseOptions"]]),
        ("namespace Demo; public enum Level { Low, High }",
            [["Low, High", "High, Low"], ["enum Level", "enum Step"], ["public enum", "[Obsolete] public enum"]]),
        ("namespace Demo; public sealed record SplitOptions : WideOptions { }",
            [[": WideOptions", ": RootOptions"], ["{ }", "{ public bool Bias { get; init; } }"], ["sealed record", "record"]]),
        (
            """
            namespace Demo;
            [AdapterVariant("split")]
            public sealed partial class SplitAdapter(AdapterShape shape, SplitOptions options) : ResidualAdapter
            {
                [Normal(Start.Width)] private readonly Linear mix = Linear(shape.Width, options is null ? 1 : 2);
            }
            """,
            [["\"split\"", "\"cut\""], ["sealed partial", "partial"], ["Linear mix", "Held mix"], ["Normal(Start.Width)", "Small"]]),
        (
            """
            namespace Demo;
            public sealed partial class SplitAdapter
            {
                [Zeros] private Parameter gate = new(ones(shape.Width));
                public override Tensor Delta(Tensor h) => mix.call(h) * gate;
            }
            """,
            [["[Zeros]", "[Ones]", ""], ["Parameter gate", "Parameter door"], ["* gate", "+ gate"], ["public sealed", "sealed"]]),
        ("namespace Demo; public sealed class Held(int width) : Wrapped(width);",
            [[": Wrapped(width)", ""], ["class Held", "class Kept"], ["int width", "long width"]]),
        ("namespace Demo; public class Wrapped(int width) : torch.nn.Module<Tensor, Tensor>(nameof(Wrapped)) "
            + "{ public int Width => width; public override Tensor forward(Tensor h) => h; }",
            [["torch.nn.Module<Tensor, Tensor>(nameof(Wrapped))", "object"], ["=> h;", "=> h.alias();"], ["int Width", "long Width"]]),
        (
            """
            namespace Demo;
            [TransformerLayer(Norm = Layout.Order)]
            public sealed partial class Layer(int width) : AdaptedLayer
            {
                [Sublayer, InsertionPoint(Layout.First, Norm = nameof(norm))]
                private readonly FeedForward mix = new(width, width, Activation.Relu);
                private readonly LayerNorm norm = LayerNorm(width);
                private readonly Held held = new(width);
            }
            """,
            [["Norm = nameof(norm)", "Hub = \"x\""], ["Held held", "Held? held"], ["FeedForward mix", "Alias mix"]]),
        ("namespace Demo; internal static class Layout "
            + "{ public const NormPlacement Order = NormPlacement.Pre; public const string First = \"mix\"; }",
            [["NormPlacement.Pre", "NormPlacement.Post"], ["\"mix\"", "\"mlp\""], ["static class Layout", "static class Scaling"]]),
        (
            """
            namespace Demo;
            [TaskAdapter("one", Backbone = Id), Labels(Texts.No, "yes")]
            public sealed partial class OneTask : MailTask
            {
                [Options] private static readonly SplitOptions Split = new();
            }
            """,
            [
                ["\"one\"", "\"two\""], [": MailTask", ": ClassificationTask<SplitAdapter>"], ["[Options]", ""],
                ["Backbone = Id", "Backbone = \"b\""],
            ]),
        ("namespace Demo; public abstract class MailTask(TaskDeclaration d, Backbone b, AdapterConfig c) "
            + ": ClassificationTask<SplitAdapter>(d, b, c);",
            [
                ["ClassificationTask<SplitAdapter>", "MultiLabelTask<SplitAdapter>"], ["<SplitAdapter>", "<BottleneckAdapter>"],
                ["abstract", ""],
            ]),
        ("namespace Demo; internal static class Texts { public const string No = \"no\"; }",
            [["= \"no\"", "= \"never\""], ["Texts", "Words"]]),
        ("namespace Shared; public static class Ids { public const string Id = \"backbone\"; }",
            [["\"backbone\"", "\"other\""], ["namespace Shared", "namespace Common"], ["string Id", "string Name"]]),
        ("global using static Shared.Ids; global using Alias = Demo.Held;",
            [["Alias = Demo.Held", "Alias = AdapterKit.FeedForward"], ["global using static Shared.Ids;", ""]]),
    ];

    private static readonly string[] Added =
    [
        "namespace Demo; public sealed class NAME;",
        "namespace Demo.NAME; public sealed class Inner;",
        "namespace NAME; public sealed class Inner;",
        "global using NAME = Demo.Held;",
        "namespace Demo; public static partial class Outer { public sealed class NAME; }",
    ];

    private static readonly string[] Names =
    [
        "Linear", "Components", "Scaling", "Parameter", "NormalAttribute", "Small", "SmallAttribute", "TaskPlugin", "Tensor", "Start", "Id",
        "AdapterKit",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void What_is_kept_over_any_edits_is_what_a_first_run_would_make(int seed)
    {
        var random = new Random(seed);
        var texts = Files.Select(file => file.Text).ToList();
        var compilation = GeneratorHarness.Compile("Generated", texts);
        var driver = GeneratorHarness.Driver().RunGenerators(compilation);
        var history = new List<string>();
        for (var i = 0; i < Length; i++)
        {
            compilation = Edit(compilation, random, history);
            driver = driver.RunGenerators(compilation);

            // New syntax trees, so that no result can come from a cache.
            var unseen = compilation.RemoveAllSyntaxTrees()
                .AddSyntaxTrees(compilation.SyntaxTrees.Select(file => Parse(file.ToString(), compilation)));
            Assert.True(
                Sources(driver, compilation).SetEquals(Sources(GeneratorHarness.Driver().RunGenerators(unseen), unseen)),
                string.Join('\n', history));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void What_is_kept_over_an_undo_and_a_redo_is_what_a_first_run_would_make(int seed)
    {
        var random = new Random(seed);
        var history = new List<string>();
        var before = GeneratorHarness.Compile("Generated", [.. Files.Select(file => file.Text)]);
        var after = Edit(Edit(before, random, history), random, history);
        CSharpCompilation[] states = [before, after];
        var firstRuns = states.Select(state => Sources(GeneratorHarness.Driver().RunGenerators(state), state)).ToArray();

        var driver = GeneratorHarness.Driver();
        foreach (var state in (int[])[0, 1, 0, 0, 1, 1, 0])
        {
            // The same syntax trees, whose results are kept, in a new compilation.
            var compilation = states[state].Clone();
            driver = driver.RunGenerators(compilation);
            Assert.True(Sources(driver, compilation).SetEquals(firstRuns[state]), string.Join('\n', history));
        }
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random, List<string> history)
    {
        var trees = compilation.SyntaxTrees;
        if (random.Next(6) == 0)
        {
            var text = Pick(Added, random).Replace("NAME", Pick(Names, random), StringComparison.Ordinal);
            history.Add($"add {text}");
            return compilation.AddSyntaxTrees(Parse(text, compilation));
        }

        // The harness adds one file of usings.
        if (random.Next(6) == 0 && trees.Length > Files.Length + 1)
        {
            history.Add($"remove {trees[^1]}");
            return compilation.RemoveSyntaxTrees(trees[^1]);
        }

        while (true)
        {
            var file = random.Next(Files.Length);
            var place = Pick(Files[file].Places, random);
            var (before, text) = (place.OrderByDescending(form => form.Length), trees[file].ToString());
            if (before.FirstOrDefault(form => form.Length > 0 && text.Contains(form, StringComparison.Ordinal)) is not { } present)
                continue;

            var after = Pick(place, random);
            history.Add($"{present} -> {after}");
            return compilation.ReplaceSyntaxTree(
                trees[file], Parse(text.Replace(present, after, StringComparison.Ordinal), compilation));
        }
    }

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    private static HashSet<Snapshot> Sources(GeneratorDriver driver, CSharpCompilation compilation) =>
        [.. new GeneratorRun(compilation, driver.GetRunResult()).Sources];

    private static SyntaxTree Parse(string source, CSharpCompilation compilation) =>
        CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Benchmarks;

/// <summary>A project with many declared types, a file each: variants, layers and tasks in equal numbers.</summary>
internal sealed class DeclaringProject
{
    private const string Body = "0x2a";
    private const string Id = "\"variant-0\"";

    private readonly CSharpCompilation compilation;
    private readonly SyntaxTree edited;

    public DeclaringProject(int types)
    {
        var trees = Enumerable.Range(0, types).Select(Declare).Prepend(Usings).Select(source => Parse(source)).ToArray();
        edited = trees[1];
        compilation = CSharpCompilation.Create("Declared", trees, References(), new(OutputKind.DynamicallyLinkedLibrary));
        var errors = compilation.GetParseDiagnostics();
        if (errors.Length > 0)
            throw new InvalidOperationException(errors[0].ToString());
    }

    /// <summary>How the sources are parsed.</summary>
    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.CSharp14);

    private static string Usings =>
        """
        global using System;
        global using AdapterKit;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    /// <summary>The project with nothing bound yet, in files that no generator has seen.</summary>
    public CSharpCompilation Unseen() =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(file => Parse(file.ToString())));

    /// <summary>The project before any edit, with nothing bound yet.</summary>
    public CSharpCompilation Unedited() => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);

    /// <summary>The project after an edit in the body of a method of a declared type.</summary>
    public CSharpCompilation WithBody(int number) => With(Body, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The project after a change of a declaration.</summary>
    public CSharpCompilation WithId(int number) => With(Id, $"\"variant-0-{number}\"");

    private CSharpCompilation With(string before, string after) => compilation.ReplaceSyntaxTree(
        edited, Parse(edited.ToString().Replace(before, after, StringComparison.Ordinal)));

    private static string Declare(int index) => (index % 3) switch
    {
        0 => $$"""
            namespace Declared;

            public sealed record Options{{index}} : VariantOptions
            {
                public int Rank { get; init; } = 8;
                public Activation Activation { get; init; } = Activation.Gelu;
            }

            [AdapterVariant("variant-{{index}}")]
            public sealed partial class Variant{{index}}(AdapterShape shape, Options{{index}} options) : ResidualAdapter
            {
                [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.Rank);
                [Up, Zeros] private readonly Linear up = Linear(options.Rank, shape.Width);
                private readonly Activation activation = options.Activation;

                public static int Answer() => {{Body}};
            }
            """,
        1 => $$"""
            namespace Declared;

            [TransformerLayer(Norm = NormPlacement.Post)]
            public sealed partial class Layer{{index}}(int width, int heads) : AdaptedLayer
            {
                [Sublayer, InsertionPoint("attention", Norm = nameof(attentionNorm))]
                private readonly SelfAttention attention = new(width, heads);

                [Sublayer, InsertionPoint("feed_forward", Norm = nameof(outputNorm))]
                private readonly FeedForward feedForward = new(width, 4 * width, Activation.Gelu);

                private readonly LayerNorm attentionNorm = LayerNorm(width), outputNorm = LayerNorm(width);
            }
            """,
        _ => $$"""
            namespace Declared;

            [TaskAdapter("task-{{index}}", Backbone = UseLite.Id)]
            [Labels("no", "yes")]
            [AdapterDrop("0")]
            public sealed partial class Task{{index}} : ClassificationTask<BottleneckAdapter>
            {
                [Options] private static readonly BottleneckOptions Bottleneck = new() { Bottleneck = 32 };
            }
            """,
    };

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Parsing);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
}

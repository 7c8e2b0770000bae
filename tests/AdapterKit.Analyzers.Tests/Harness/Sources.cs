using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Compiles sources as a plugin's project does.</summary>
internal static class Sources
{
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static readonly CSharpCompilationOptions Strict = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, deterministic: true);

    public static readonly IReadOnlyList<MetadataReference> References = [.. FrameworkAssemblies()
        .Append(typeof(ResidualAdapter).Assembly.Location)
        .Append(typeof(torch).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using AdapterKit;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    /// <summary>Usings, and a stand-in for what the framework does not have yet.</summary>
    public static IReadOnlyList<string> Surroundings { get; } =
        typeof(ResidualAdapter).Assembly.GetType("AdapterKit.FuseAttribute") is null ? [Usings, Fusion] : [Usings];

    private const string Fusion =
        """
        namespace AdapterKit;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class FuseAttribute(params string[] names) : Attribute
        {
            public IReadOnlyList<string> Names { get; } = names;
        }

        public abstract class ClassificationTask() : TaskAdapter(null!, null!, null!)
        {
            public override Tensor Head(Tensor features) => features.alias();
        }
        """;

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => CSharpCompilation.Create(
        "Analyzed", sources.Concat(Surroundings).Select(source => CSharpSyntaxTree.ParseText(source, Parsing)), References, Strict);

    private static IEnumerable<string> FrameworkAssemblies()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder);
    }
}

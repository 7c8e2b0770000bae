using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Compiles sources like a plugin project.</summary>
internal static class Sources
{
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static readonly CSharpCompilationOptions Strict = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        deterministic: true);

    public static readonly IReadOnlyList<MetadataReference> References = [.. FrameworkAssemblies()
        .Append(typeof(ResidualAdapter).Assembly.Location)
        .Append(typeof(torch).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The usings that the sources of all tests share.</summary>
    public const string Usings =
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

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => Compile(Parsing.LanguageVersion, sources);

    public static CSharpCompilation Compile(LanguageVersion language, params IEnumerable<string> sources) => CSharpCompilation.Create(
        "Analyzed",
        sources.Append(Usings).Select(source => CSharpSyntaxTree.ParseText(source, Parsing.WithLanguageVersion(language))),
        References,
        Strict);

    private static IEnumerable<string> FrameworkAssemblies()
    {
        var directory = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == directory);
    }
}

using AdapterKit.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;

namespace AdapterKit.Generators.Tests;

/// <summary>Compiles sources with all generators, like a plugin project.</summary>
internal static class GeneratorHarness
{
    /// <summary>The usings of a plugin project, which the sources of all tests share.</summary>
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

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Strict = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        deterministic: true);

    private static readonly MetadataReference[] References = [.. FrameworkAssemblies()
        .Append(typeof(ResidualAdapter).Assembly.Location)
        .Append(typeof(torch).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Returns the text of a file in <c>Sources</c>.</summary>
    public static string Source(string file) =>
        File.ReadAllText(Path.Combine(TestProject.DirectoryOf(typeof(GeneratorHarness).Assembly), "Sources", file));

    public static CSharpCompilation Compile(string assemblyName, params IEnumerable<string> sources) => CSharpCompilation.Create(
        assemblyName, sources.Append(Usings).Select(source => CSharpSyntaxTree.ParseText(source, Parsing)), References, Strict);

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        Generators().Select(generator => generator.AsSourceGenerator()),
        parseOptions: Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs all generators once.</summary>
    public static GeneratorRun Run(params IEnumerable<string> sources) => Run(Compile("Generated", sources));

    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return new GeneratorRun((CSharpCompilation)generated, driver.GetRunResult());
    }

    private static IEnumerable<IIncrementalGenerator> Generators() => typeof(VariantGenerator).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(GeneratorAttribute), inherit: false))
        .Select(type => (IIncrementalGenerator)Activator.CreateInstance(type)!);

    private static IEnumerable<string> FrameworkAssemblies()
    {
        var directory = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == directory);
    }
}

using AdapterKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Architecture.Tests.Folders;

/// <summary>Reads a project's sources and finds, for every name in them, the folder that declares what it refers to.</summary>
/// <remarks>
/// Names are bound by the compiler, so that extension methods, <c>using static</c>, constants and <c>nameof</c> count, which compiled
/// code does not show. A folder is a direct subfolder of the project; files beside the project file make up the folder ".".
/// </remarks>
internal static class FolderArrowReader
{
    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.Preview);

    private static readonly string ImplicitUsings = string.Concat(
        new[]
        {
            "System",
            "System.Collections.Generic",
            "System.IO",
            "System.Linq",
            "System.Net.Http",
            "System.Threading",
            "System.Threading.Tasks",
        }
            .Select(name => $"global using global::{name};\n"));

    // What the test itself runs on: its own projects and everything that they depend on.
    private static readonly IReadOnlyList<string> Libraries =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Reads the project in a directory.</summary>
    /// <param name="directory">The project's directory, named like its assembly.</param>
    public static FolderGraph Read(string directory)
    {
        var files = Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal));
        return Read(Path.GetFileName(directory), files.ToDictionary(file => file, file => File.ReadAllText(Path.Combine(directory, file))));
    }

    /// <summary>Reads sources.</summary>
    /// <param name="assembly">The name of the assembly that they make.</param>
    /// <param name="sources">The texts, by paths relative to the project.</param>
    public static FolderGraph Read(string assembly, IReadOnlyDictionary<string, string> sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, Syntax, source.Key))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, Syntax));
        var references = Libraries.Where(file => Path.GetFileNameWithoutExtension(file) != assembly).Select(
            file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        CSharpGeneratorDriver
            .Create(
                [
                    new VariantGenerator().AsSourceGenerator(),
                    new SharedGenerator().AsSourceGenerator(),
                    new LayerGenerator().AsSourceGenerator(),
                    new TaskGenerator().AsSourceGenerator(),
                ],
                parseOptions: Syntax)
            .RunGeneratorsAndUpdateCompilation(CSharpCompilation.Create(assembly, trees, references, options), out var compilation, out _);
        return new([.. compilation.SyntaxTrees.SelectMany(tree => Read(compilation.GetSemanticModel(tree), sources))]);
    }

    private static IEnumerable<FolderArrow> Read(SemanticModel model, IReadOnlyDictionary<string, string> sources)
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes().Where(
            node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
        {
            var (info, from) = (model.GetSymbolInfo(node), FileOf(node, model, sources));
            foreach (var symbol in info.Symbol is { } bound ? [bound] : info.CandidateSymbols.AsEnumerable())
            {
                if (from is not null && DeclaringFile(symbol, sources) is { } to && FolderOf(from) != FolderOf(to))
                    yield return new(FolderOf(from), FolderOf(to), from, symbol.ToDisplayString());
            }
        }
    }

    // Generated code belongs to the folder of the declaration that it completes.
    private static string? FileOf(SyntaxNode node, SemanticModel model, IReadOnlyDictionary<string, string> sources)
    {
        if (sources.ContainsKey(model.SyntaxTree.FilePath))
            return model.SyntaxTree.FilePath;

        var type = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault();
        return type is null || model.GetDeclaredSymbol(type) is not { } symbol ? null : DeclaringFile(symbol, sources);
    }

    private static string? DeclaringFile(ISymbol symbol, IReadOnlyDictionary<string, string> sources)
    {
        if (symbol is INamespaceSymbol)
            return null;

        var definition = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;
        ISymbol? type = definition is INamedTypeSymbol ? definition : definition.ContainingType;
        return type?.Locations.Select(location => location.SourceTree?.FilePath).FirstOrDefault(
            file => file is not null && sources.ContainsKey(file));
    }

    private static string FolderOf(string file) =>
        file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : ".";
}

using System;
using System.Linq;
using System.Reflection;
using System.Threading;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers;

/// <summary>Runs the analyzers in a build whose declarations have errors, where the compiler skips analyzers.</summary>
/// <remarks>
/// The command-line compiler runs analyzers after it has bound all declarations, and stops before if one has an error: a missing
/// override, an unknown type. One mistake would hide every other one. It does report what a generator reports.
/// Editors always run analyzers, so this generator does nothing in their design-time builds.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class SkippedAnalyzersGenerator : IIncrementalGenerator
{
    private const string DesignTimeBuild = "build_property.DesignTimeBuild";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = CreateAll<DiagnosticAnalyzer, DiagnosticAnalyzerAttribute>(
        typeof(SkippedAnalyzersGenerator).Assembly);

    private static readonly ImmutableArray<IIncrementalGenerator> Generators = CreateAll<IIncrementalGenerator, GeneratorAttribute>(
        typeof(VariantGenerator).Assembly);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var isBuild = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            !options.GlobalOptions.TryGetValue(DesignTimeBuild, out var value)
            || !bool.TryParse(value, out var isDesignTime)
            || !isDesignTime);
        context.RegisterImplementationSourceOutput(context.CompilationProvider.Combine(isBuild), static (output, build) =>
        {
            if (build.Right && KnownTypes.Find(build.Left) is not null)
                Report(output, Complete(build.Left, output.CancellationToken));
        });
    }

    /// <summary>Adds what the generators write, as the compiler does before it binds the declarations.</summary>
    private static Compilation Complete(Compilation compilation, CancellationToken cancellationToken)
    {
        var driver = CSharpGeneratorDriver.Create(
            Generators.Select(generator => generator.AsSourceGenerator()),
            parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, cancellationToken);
        return completed;
    }

    private static void Report(SourceProductionContext output, Compilation completed)
    {
        var stopsCompiler = completed.GetDeclarationDiagnostics(output.CancellationToken)
            .Any(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        if (!stopsCompiler)
            return;

        var analysis = completed.WithAnalyzers(Analyzers);
        foreach (var diagnostic in analysis.GetAnalyzerDiagnosticsAsync(output.CancellationToken).GetAwaiter().GetResult())
            output.ReportDiagnostic(diagnostic);
    }

    private static ImmutableArray<T> CreateAll<T, TAttribute>(Assembly assembly)
        where TAttribute : Attribute =>
    [
        .. assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(TAttribute), inherit: false))
            .Select(type => (T)Activator.CreateInstance(type)),
    ];
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdapterKit.Benchmarks;

/// <summary>The least that an analyzer of declared types can do: it looks at the attributes of every type.</summary>
#pragma warning disable RS1036, RS1041, RS2008 // Only the benchmark runs it.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TrivialAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Nothing =
        new("T0001", "Nothing", "Nothing", "Benchmarks", DiagnosticSeverity.Hidden, isEnabledByDefault: true);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static type => _ = type.Symbol.GetAttributes().Length, SymbolKind.NamedType);
    }
}

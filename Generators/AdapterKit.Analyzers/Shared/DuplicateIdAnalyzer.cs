using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports an id that two declared classes of an assembly share, on each class but the first.</summary>
public abstract class DuplicateIdAnalyzer : DeclarationAnalyzer
{
    private readonly Family family;
    private readonly DiagnosticDescriptor descriptor;

    /// <summary>An analyzer of one family's ids.</summary>
    private protected DuplicateIdAnalyzer(Family family, DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
        this.family = family;
        this.descriptor = descriptor;
    }

    private protected sealed override void Start(CompilationStartAnalysisContext context, KnownTypes known)
    {
        var found = new ConcurrentBag<DeclaredType>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.Declared((INamedTypeSymbol)symbol.Symbol) is { Id: not null } declared && declared.Family == family)
                    found.Add(declared);
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var group in found.GroupBy(declared => declared.Id!))
                Report(end, group.OrderBy(declared => declared.Symbol.ToDisplayString(), StringComparer.Ordinal).ToList());
        });
    }

    private void Report(CompilationAnalysisContext context, List<DeclaredType> sharing)
    {
        foreach (var second in sharing.Skip(1))
            context.ReportDiagnostic(Diagnostic.Create(descriptor, second.Attribute.Place(0), second.Id, second.Name, sharing[0].Name));
    }
}

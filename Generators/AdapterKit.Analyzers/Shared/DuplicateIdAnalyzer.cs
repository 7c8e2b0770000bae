using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports ids shared by declared classes of an assembly, on every class except the first.</summary>
public abstract class DuplicateIdAnalyzer : DeclarationAnalyzer
{
    private readonly DeclarationKind kind;
    private readonly DiagnosticDescriptor descriptor;

    /// <summary>Creates an analyzer for the ids of one kind of class.</summary>
    private protected DuplicateIdAnalyzer(DeclarationKind kind, DiagnosticDescriptor descriptor)
        : base(descriptor)
    {
        this.kind = kind;
        this.descriptor = descriptor;
    }

    private protected sealed override void Register(CompilationStartAnalysisContext context, KnownTypes known)
    {
        var found = new ConcurrentBag<DeclaredType>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (known.FindDeclaration((INamedTypeSymbol)symbol.Symbol) is { Id: not null } declared && declared.Kind == kind)
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
        {
            context.ReportDiagnostic(Diagnostic.Create(
                descriptor, second.Attribute.GetLocation(0), second.Id, second.Name, sharing[0].Name));
        }
    }
}

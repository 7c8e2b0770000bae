using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports components without an initializer: they are registered before a constructor body can assign them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitializedComponentAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.NotInitialized)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Task)
            return;

        var components = type.Fields.Where(field =>
            known.IsComponent(field.Type) && field.Type.NullableAnnotation != NullableAnnotation.Annotated);
        foreach (var field in components.Where(field => !IsInitialized(field)))
            context.ReportDiagnostic(Diagnostic.Create(TorchDescriptors.NotInitialized, field.GetLocation(), field.Name));
    }

    private static bool IsInitialized(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Initializer: null };
}

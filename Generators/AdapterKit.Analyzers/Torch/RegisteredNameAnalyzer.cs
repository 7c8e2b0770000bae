using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a <c>[ComponentName]</c> that differs from the name of the field.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegisteredNameAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.NameMismatch)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Fields.Where(field => known.IsComponent(field.Type)))
        {
            if (FindComponentName(field) is { } attribute
                && GetName(attribute) is { } name
                && name != Component.GetKey(field))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.NameMismatch, attribute.GetLocation(), field.Name, Component.GetKey(field), name));
            }
        }
    }

    private static AttributeData? FindComponentName(IFieldSymbol field) =>
        field.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ComponentNameAttribute");

    private static string? GetName(AttributeData attribute) =>
        attribute.GetText("Name") ?? (attribute.ConstructorArguments is [{ Value: string name }] ? name : null);
}

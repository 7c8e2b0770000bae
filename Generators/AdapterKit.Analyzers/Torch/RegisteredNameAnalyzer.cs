using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports <c>[ComponentName]</c> that names a component otherwise than its field.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegisteredNameAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.OtherName)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var field in type.Fields.Where(field => known.IsComponent(field.Type)))
        {
            if (field.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ComponentNameAttribute") is { } attribute
                && NameIn(attribute) is { } name
                && name != Component.Key(field))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.OtherName, attribute.Place(), field.Name, Component.Key(field), name));
            }
        }
    }

    private static string? NameIn(AttributeData attribute) =>
        attribute.Text("Name") ?? (attribute.ConstructorArguments is [{ Value: string name }] ? name : null);
}

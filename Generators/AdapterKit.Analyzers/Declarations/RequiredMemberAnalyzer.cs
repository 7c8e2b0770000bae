using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports required members of classes that generated code creates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequiredMemberAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.RequiresMembers)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Layer)
            return;

        for (var current = type.Symbol; current is { Locations: [{ IsInSource: true }, ..] }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(IsRequired))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DeclarationDescriptors.RequiresMembers, member.GetLocation(), member.Name, type.Name));
            }
        }
    }

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
}

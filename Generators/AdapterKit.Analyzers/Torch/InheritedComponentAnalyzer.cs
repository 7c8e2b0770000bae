using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports components in a base class that does not register them itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InheritedComponentAnalyzer() : DeclaredTypeAnalyzer(TorchDescriptors.Inherited)
{
    private static readonly string[] Registrations = ["RegisterComponents", "register_module", "register_parameter"];

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind == DeclarationKind.Task)
            return;

        for (var ancestor = type.Symbol.BaseType; ancestor is { Locations: [{ IsInSource: true }, ..] }; ancestor = ancestor.BaseType)
        {
            if (RegistersItself(ancestor))
                continue;

            var fields = ancestor.GetMembers().OfType<IFieldSymbol>();
            foreach (var field in fields.Where(field => !field.IsStatic && known.IsComponent(field.Type)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.Inherited, type.Location, (field.AssociatedSymbol ?? field).Name, ancestor.Name, type.Name));
            }
        }
    }

    private static bool RegistersItself(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(part => part.GetSyntax().DescendantTokens())
        .Any(token => Registrations.Contains(token.ValueText));
}
